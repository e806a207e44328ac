package org.plumbline.messenger.delivery;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.List;

/**
 * The names of the strategies, read at the start so that a wrong one is refused by its name. Each
 * is a class that is there only under its name.
 *
 * @param ack when a sender is told {@code SENT}: an {@link Acknowledgement}
 * @param route which node hands 1:1 messages over: a {@link Route}
 */
@Context
@ConfigurationProperties("messenger")
record StrategyConfig(
    @Bindable(defaultValue = "on_broker") String ack,
    @Bindable(defaultValue = "log") String route) {

  /** The setting that names the {@link Acknowledgement}. */
  static final String ACK = "messenger.ack";

  /** The setting that names the {@link Route}. */
  static final String ROUTE = "messenger.route";

  StrategyConfig {
    oneOf(ACK, ack, List.of("on_receive", "on_broker", "on_store"));
    oneOf(ROUTE, route, List.of("log", "direct"));
  }

  private static void oneOf(String name, String value, List<String> names) {
    if (!names.contains(value)) {
      throw new IllegalArgumentException(
          name + ": " + value + " (expected: one of " + String.join(", ", names) + ")");
    }
  }
}
