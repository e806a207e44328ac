package org.plumbline.simulations;

import java.time.InstantSource;
import java.util.List;
import org.plumbline.simulations.chat.ChatScenario;
import org.plumbline.simulations.chat.ChatShape;
import org.plumbline.simulations.chat.LargeGroupScenario;
import org.plumbline.simulations.crowd.ConnectStormScenario;
import org.plumbline.simulations.crowd.IdleScenario;
import org.plumbline.simulations.crowd.ReconnectStormScenario;
import org.plumbline.simulations.crowd.ThunderingHerdScenario;
import org.plumbline.simulations.day.MixedDayScenario;
import org.plumbline.simulations.fanout.FanOutScenario;
import org.plumbline.simulations.floor.FloorsScenario;
import org.plumbline.simulations.load.LoadScenario;
import org.plumbline.simulations.login.LoginStormScenario;
import org.plumbline.simulations.maximum.MaximumScenario;
import org.plumbline.simulations.media.MediaScenario;
import org.plumbline.simulations.paging.HistoryPagingScenario;
import org.plumbline.simulations.presence.PresenceChurnScenario;
import org.plumbline.simulations.push.PushScenario;
import org.plumbline.simulations.transports.TransportsScenario;

/** All load scenarios by name. */
public final class Scenarios {

  private static final List<LoadScenario> ALL =
      List.of(
          new ChatScenario(ChatShape.ONE_TO_ONE, InstantSource.system()),
          new ChatScenario(ChatShape.GROUP_CHAT, InstantSource.system()),
          FanOutScenario.hundreds(InstantSource.system()),
          FanOutScenario.thousands(InstantSource.system()),
          new LargeGroupScenario(InstantSource.system(), System::nanoTime),
          new MediaScenario(InstantSource.system(), System::nanoTime),
          new PushScenario(InstantSource.system(), System::nanoTime),
          new LoginStormScenario(InstantSource.system(), System::nanoTime),
          new PresenceChurnScenario(InstantSource.system(), System::nanoTime),
          new MixedDayScenario(InstantSource.system(), System::nanoTime),
          new HistoryPagingScenario(InstantSource.system(), System::nanoTime),
          new IdleScenario(InstantSource.system(), System::nanoTime),
          new ConnectStormScenario(InstantSource.system(), System::nanoTime),
          new ReconnectStormScenario(InstantSource.system(), System::nanoTime),
          new ThunderingHerdScenario(InstantSource.system(), System::nanoTime),
          new TransportsScenario(InstantSource.system(), System::nanoTime),
          new FloorsScenario(InstantSource.system()),
          new MaximumScenario(InstantSource.system()));

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
