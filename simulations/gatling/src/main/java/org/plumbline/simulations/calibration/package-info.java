/**
 * What one message and one connection cost the messenger: processor time, frames, bytes, heap,
 * disk. Measured around a load, from the outside: counters, processes, files. It starts nothing but
 * idle sockets and stops nothing.
 */
@NullMarked
package org.plumbline.simulations.calibration;

import org.jspecify.annotations.NullMarked;
