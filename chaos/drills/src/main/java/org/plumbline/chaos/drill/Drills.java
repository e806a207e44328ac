package org.plumbline.chaos.drill;

import java.util.List;

/** The drills that there are. */
public final class Drills {

  private static final List<Drill> ALL =
      List.of(
          new NoFault(),
          new KillChatNode(false),
          new RedisDownAtConnect(),
          new KafkaReplyLost(),
          new KillChatNode(true),
          new AddStore());

  private Drills() {}

  /** Their names, the control first. */
  public static List<String> names() {
    return ALL.stream().map(Drill::name).toList();
  }

  /** The drill of that name, with dashes or underscores. */
  public static Drill byName(String name) {
    String wanted = name.replace('_', '-');
    return ALL.stream()
        .filter(each -> each.name().equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "drill: " + name + " (expected: one of " + names() + ")"));
  }
}
