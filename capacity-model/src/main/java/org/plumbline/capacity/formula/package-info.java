/**
 * The formulas: one per method, pure, with units in types and names.
 *
 * <p>The Javadoc of each names its source. Sources {@code s0} to {@code s4} are the five design
 * documents, whose claims stand in this module's resources. Inputs that no document states are
 * parameters here; their values and sources are recorded where they are passed.
 */
@NullMarked
package org.plumbline.capacity.formula;

import org.jspecify.annotations.NullMarked;
