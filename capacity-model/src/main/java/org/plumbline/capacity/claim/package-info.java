/**
 * The claims of the five design documents, as data: what is claimed, where, and what would decide
 * it.
 *
 * <p>Owns the catalogue and its format; holds no verdict, because verdicts are computed (package
 * {@code judge}). All types are immutable.
 */
@NullMarked
package org.plumbline.capacity.claim;

import org.jspecify.annotations.NullMarked;
