/**
 * The scenario {@code mixed_day}: texts, images, groups, presence and reading in the shares and
 * sizes that were published of real services, over a day that is compressed into the load's
 * duration. Every parameter stands with its source in {@code parameters.json} and in the evidence.
 */
@NullMarked
package org.plumbline.simulations.day;

import org.jspecify.annotations.NullMarked;
