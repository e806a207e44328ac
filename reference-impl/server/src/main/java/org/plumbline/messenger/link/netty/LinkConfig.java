package org.plumbline.messenger.link.netty;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How nodes reach one another.
 *
 * @param secret shared by all nodes; whoever does not prove it is not heard
 * @param via {@code node=host:port} for peers that are reached another way than they announce
 * @param answerWithin after this time without an answer a batch counts as not handed over
 * @param waitingMax most batches to one node that wait for an answer
 */
@ConfigurationProperties("messenger.link")
public record LinkConfig(
    @Bindable(defaultValue = "") String secret,
    @Bindable(defaultValue = "") List<String> via,
    @Bindable(defaultValue = "2s") Duration answerWithin,
    @Bindable(defaultValue = "1024") int waitingMax) {

  public LinkConfig {
    if (waitingMax < 1) {
      throw new IllegalArgumentException(
          "messenger.link.waiting-max: " + waitingMax + " (expected: >= 1)");
    }
    via = via.stream().filter(each -> !each.isBlank()).toList();
    for (String each : via) {
      if (!each.matches("[^=]+=[^=:]+:\\d+")) {
        throw new IllegalArgumentException(
            "messenger.link.via: " + each + " (expected: node=host:port)");
      }
    }
  }

  /** host:port by node, for the nodes that are reached another way. */
  Map<String, String> detours() {
    Map<String, String> detours = new HashMap<>();
    for (String each : via) {
      int equals = each.indexOf('=');
      detours.put(each.substring(0, equals), each.substring(equals + 1));
    }
    return detours;
  }
}
