/**
 * The evidence format: what a load, a drill, a calibration or a benchmark leaves for the model.
 *
 * <p>Owns the file format {@code plumbline/evidence/1} and nothing else: it neither measures nor
 * judges. All types are immutable; {@link org.plumbline.capacity.evidence.EvidenceFolder} may be
 * used by several threads as long as no two of them write the same id at once.
 */
@NullMarked
package org.plumbline.capacity.evidence;

import org.jspecify.annotations.NullMarked;
