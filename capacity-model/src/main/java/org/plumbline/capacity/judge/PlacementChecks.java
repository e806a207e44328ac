package org.plumbline.capacity.judge;

import java.util.Map;
import org.plumbline.capacity.formula.Placement;
import org.plumbline.capacity.quantity.Count;
import org.plumbline.capacity.quantity.Numbers;

/** Which server a user is mapped to, and what moves when there is one less. */
final class PlacementChecks {
  /** The shards that s1 (line 137) keeps, and with them the machines of its cache. */
  private static final int MACHINES = 1_000;

  /** The conversations of s1 (line 149) that a user's viewport shows. */
  private static final int CONVERSATIONS = 5;

  private PlacementChecks() {}

  static Map<String, ClaimCheck> byName() {
    return Map.of(
        "users_mapped_to_servers", PlacementChecks::usersMapped,
        "cache_on_one_machine", PlacementChecks::cacheOnOneMachine);
  }

  private static Judgement usersMapped(Question question) {
    Count servers = question.estimate().servers();
    int count = (int) servers.value();
    double moved = Placement.movedByModulo(count);
    String found =
        percent(moved)
            + " of the users change their server when one is lost by modulo, "
            + percent(Placement.movedOnRing(count))
            + " on a ring";
    return Judgement.of(Verdict.CONDITIONAL)
        .found(Amount.text(found))
        .because(
            "A map from user to server exists, but what it costs when a server goes is not stated:"
                + " it holds up only if hardly anybody moves, as with consistent hashing.")
        .consequently(
            "By modulo the loss of one server makes "
                + question.estimate().connections().times(moved).text()
                + " reconnect instead of those of that server alone. On a ring with one point for"
                + " each server the largest has "
                + percent(Placement.movedOnRingAtWorst(count))
                + ".")
        .by(
            Calculation.of("modulo: 1 - 1 / servers; ring: 1 / servers")
                .with("servers", servers, "users x concurrent_share / connections_per_server")
                .gives(found));
  }

  private static Judgement cacheOnOneMachine(Question question) {
    Count byUser = new Count(Placement.machinesOf(1, MACHINES), "machine");
    Count byConversation = new Count(Placement.machinesOf(CONVERSATIONS, MACHINES), "machines");
    String found =
        byUser.text() + " when cached by user, " + byConversation.text() + " by conversation";
    return Judgement.of(Verdict.CONDITIONAL)
        .found(Amount.text(found))
        .because(
            "It holds when the cache is keyed by user, as the document's shards are: a hash gives"
                + " one user one machine. A cache keyed by conversation, as this messenger's is,"
                + " spreads a user's over several.")
        .consequently(
            "Keyed by user, the messages of a conversation are cached once for each member, and a"
                + " new one is written to the machines of all of them.")
        .by(
            Calculation.of("machines x (1 - (1 - 1 / machines)^keys)")
                .with("machines", Numbers.text(MACHINES), "line 137: one for each shard")
                .with("keys", "1 user or " + CONVERSATIONS + " conversations", "line 149")
                .gives(found));
  }

  private static String percent(double share) {
    return Numbers.text(100 * share) + "%";
  }
}
