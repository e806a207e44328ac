/**
 * Quantities with units: sizes, rates, spans of time and counts, each a type of its own.
 *
 * <p>Adding a size to a rate does not compile; a text whose unit could be read in two ways ({@code
 * 2 kb}, {@code 4 KB}) is refused when it is read. Decimal units mean powers of 1,000, binary ones
 * ({@code KiB}) powers of 1,024. A day has 86,400 seconds and a year 365 days, as in the documents.
 * All types are immutable.
 */
@NullMarked
package org.plumbline.capacity.quantity;

import org.jspecify.annotations.NullMarked;
