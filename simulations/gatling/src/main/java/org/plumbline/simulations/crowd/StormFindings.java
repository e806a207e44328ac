package org.plumbline.simulations.crowd;

import java.util.List;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.capacity.evidence.Outcome;

/** The pass lines of a storm of connections, over all of its rounds. */
record StormFindings(List<StormRound> rounds) {

  List<Finding> all() {
    return List.of(allStood(), refusedWithTime());
  }

  private Finding allStood() {
    String id = "all_connections_stood";
    if (rounds.isEmpty()) {
      return Finding.of(id, Outcome.UNKNOWN, "There was no storm.");
    }
    List<StormRound> incomplete = rounds.stream().filter(round -> !round.all()).toList();
    return new Finding(
        id,
        incomplete.isEmpty() ? Outcome.HELD : Outcome.BROKEN,
        (rounds.size() - incomplete.size())
            + " of "
            + rounds.size()
            + " storms ended with all connections standing.",
        incomplete.stream().flatMap(round -> Lines.troubles(round.report()).stream()).toList());
  }

  private Finding refusedWithTime() {
    String id = "refused_with_time_to_come_back";
    if (rounds.isEmpty()) {
      return Finding.of(id, Outcome.UNKNOWN, "There was no storm.");
    }
    long otherwise = rounds.stream().mapToLong(StormRound::failedOtherwise).sum();
    long attempts = rounds.stream().mapToLong(round -> round.report().attempts()).sum();
    return new Finding(
        id,
        otherwise == 0 ? Outcome.HELD : Outcome.BROKEN,
        otherwise + " of " + attempts + " attempts failed in another way than by 429 or 503.",
        otherwise == 0
            ? List.of()
            : rounds.stream().flatMap(round -> Lines.troubles(round.report()).stream()).toList());
  }
}
