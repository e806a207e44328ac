/**
 * The scenario {@code one_to_one}: pairs of users who write to one another, each on another node
 * than the partner.
 *
 * <p>Two processes share the package. The generator's: {@code OneToOneSimulation} (what a device
 * does), {@code Conductor} (when), {@code Ledger} (what was seen). The caller's: {@code
 * OneToOneScenario} (prepares, starts, reads back) and {@code OneToOneJudgement} (figures and
 * findings). Between them lie three files: the plan, the seats with their tokens, the tally.
 */
@NullMarked
package org.plumbline.simulations.onetoone;

import org.jspecify.annotations.NullMarked;
