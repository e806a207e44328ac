/**
 * The projection: what the messenger as measured here would need for the users of each document.
 *
 * <p>Scales the calibration of a run in proportion: memory per connection, processor time, frames
 * and stored bytes per message. It carries the intervals of the figures through and states every
 * assumption with its source. It does not say that a system of that size would behave in
 * proportion; that would need measurements of several sizes. All types are immutable.
 */
@NullMarked
package org.plumbline.capacity.projection;

import org.jspecify.annotations.NullMarked;
