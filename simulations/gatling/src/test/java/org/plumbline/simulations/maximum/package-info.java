@NullMarked
package org.plumbline.simulations.maximum;

import org.jspecify.annotations.NullMarked;
