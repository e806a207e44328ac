/**
 * The judge: a verdict for every claim, computed from formulas and from the evidence of a run.
 *
 * <p>No verdict is written by hand, and none is given by default: a claim whose evidence is missing
 * is {@code not run}. Each check is a pure function of the claim, the presets and the evidence, so
 * the same files always give the same verdicts. Everything here is immutable.
 *
 * <pre>
 *   ClaimJudge -> Checks (by name) -> TrafficChecks, StorageChecks, ConnectionChecks, IdChecks,
 *                                     OrderChecks, PlacementChecks, AssumptionChecks   from formulas
 *                                     LoadChecks, DrillChecks, DirectoryChecks   from evidence
 * </pre>
 */
@NullMarked
package org.plumbline.capacity.judge;

import org.jspecify.annotations.NullMarked;
