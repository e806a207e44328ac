@NullMarked
package org.plumbline.floors;

import org.jspecify.annotations.NullMarked;
