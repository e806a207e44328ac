package org.plumbline.simulations;

import java.time.InstantSource;
import java.util.List;
import org.plumbline.simulations.chat.ChatScenario;
import org.plumbline.simulations.chat.ChatShape;
import org.plumbline.simulations.load.LoadScenario;

/** All load scenarios by name. */
public final class Scenarios {

  private static final List<LoadScenario> ALL =
      ChatShape.all().stream()
          .<LoadScenario>map(shape -> new ChatScenario(shape, InstantSource.system()))
          .toList();

  private Scenarios() {}

  /** The names, as {@code plumb load NAME} takes them. */
  public static List<String> names() {
    return ALL.stream().map(LoadScenario::name).toList();
  }

  /**
   * The scenario of that name.
   *
   * @throws IllegalArgumentException when there is none; the message lists the names
   */
  public static LoadScenario byName(String name) {
    return ALL.stream()
        .filter(scenario -> scenario.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "scenario: "
                        + name
                        + " (expected: one of "
                        + String.join(", ", names())
                        + ")"));
  }
}
