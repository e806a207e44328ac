/**
 * Estimates: the inputs of a design, read from a file or from one of the five documents, and the
 * capacity report that follows from them.
 *
 * <p>A file holds inputs only, never results. Each input is a plain value or {@code {value,
 * source}}. A file that cannot be read is refused with file, line, field, value and expectation.
 * All types are immutable.
 */
@NullMarked
package org.plumbline.capacity.estimate;

import org.jspecify.annotations.NullMarked;
