package org.plumbline.probes;

import java.util.List;
import java.util.stream.Stream;

/** All probes. */
public final class Probes {

  private Probes() {}

  /** All probes, in the order in which a report lists them. */
  public static List<Probe> all() {
    return Stream.of(
            AccountProbes.all(),
            FriendProbes.all(),
            DirectProbes.all(),
            GroupProbes.all(),
            MediaProbes.all(),
            PresenceProbes.all(),
            PushProbes.all(),
            HistoryProbes.all(),
            SurroundingProbes.all(),
            OrderProbes.all(),
            MobileProbes.all(),
            TransportProbes.all())
        .flatMap(List::stream)
        .toList();
  }
}
