package org.plumbline.capacity.judge;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Every check by the name that the claims' data uses. */
final class Checks {
  private Checks() {}

  static Map<String, ClaimCheck> byName() {
    Map<String, ClaimCheck> all = new TreeMap<>();
    List.of(
            TrafficChecks.byName(),
            SideTrafficChecks.byName(),
            FrameChecks.byName(),
            StorageChecks.byName(),
            RedundancyChecks.byName(),
            ConnectionChecks.byName(),
            IdChecks.byName(),
            OrderChecks.byName(),
            PlacementChecks.byName(),
            AssumptionChecks.byName(),
            LoadChecks.byName(),
            GroupChecks.byName(),
            DrillChecks.byName(),
            FigureChecks.byName(),
            MemoryChecks.byName(),
            ChoiceChecks.byName(),
            LayoutChecks.byName(),
            RelationChecks.byName(),
            WayChecks.byName(),
            SizingChecks.byName(),
            BalanceChecks.byName(),
            DirectoryChecks.byName())
        .forEach(
            some ->
                some.forEach(
                    (name, check) -> {
                      if (all.put(name, check) != null) {
                        throw new IllegalStateException("two checks are named " + name);
                      }
                    }));
    return all;
  }
}
