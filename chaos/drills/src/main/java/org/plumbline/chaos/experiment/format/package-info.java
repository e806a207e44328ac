/**
 * Chaos Toolkit's experiment format, read and checked: what stands in a file, as records. Nothing
 * runs here, and a file with faults in it gives all of them at once.
 *
 * <p>Source of the format: the Chaos Toolkit documentation, {@code
 * sources/reference/api/experiment.md}; where that is silent, what {@code chaostoolkit-lib} does.
 */
@NullMarked
package org.plumbline.chaos.experiment.format;

import org.jspecify.annotations.NullMarked;
