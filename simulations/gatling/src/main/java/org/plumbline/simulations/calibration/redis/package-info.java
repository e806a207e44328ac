/** What Redis tells of itself. */
@NullMarked
package org.plumbline.simulations.calibration.redis;

import org.jspecify.annotations.NullMarked;
