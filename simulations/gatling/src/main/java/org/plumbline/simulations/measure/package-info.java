/**
 * How latencies are kept and read: histograms cut into slices of the run, percentiles with their
 * intervals, and the generator's own load. Pure calculation and files; it knows nothing of messages
 * or of Gatling.
 */
@NullMarked
package org.plumbline.simulations.measure;

import org.jspecify.annotations.NullMarked;
