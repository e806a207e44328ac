/**
 * Chats under load: {@code one_to_one}, pairs of users who write to one another, each on another
 * node than the partner, and {@code group_chat}, groups whose members are spread over the nodes.
 *
 * <p>Two processes share the package. The generator's: {@code ChatSimulation} (what a device does),
 * {@code Conductor} (when), {@code Ledger} (what was seen). The caller's: {@code ChatScenario}
 * (prepares, starts, reads back) and {@code ChatJudgement} (figures and findings). Between them lie
 * three files: the plan, the seats with their tokens, the tally.
 */
@NullMarked
package org.plumbline.simulations.chat;

import org.jspecify.annotations.NullMarked;
