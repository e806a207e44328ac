@NullMarked
package org.plumbline.simulations.floor;

import org.jspecify.annotations.NullMarked;
