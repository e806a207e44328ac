package org.plumbline.chaos.drill;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The judges that a file can name. */
final class Judges {

  private static final Map<String, Supplier<Judge>> ALL =
      new TreeMap<>(
          Map.of(
              "killed-node", KilledNode::new,
              "drained-node", DrainedNode::new,
              "refused-when-redis-cannot-record", RefusedUpgrades::new,
              "ran-with-on-receive", RanWithOnReceive::new));

  private Judges() {}

  static Set<String> names() {
    return ALL.keySet();
  }

  static List<Judge> of(List<String> names) {
    return names.stream().map(name -> Objects.requireNonNull(ALL.get(name)).get()).toList();
  }
}
