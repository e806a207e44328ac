package org.plumbline.messenger.web;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What the page may reach.
 *
 * @param nodes the origins at which browsers reach the nodes, this one included: {@code
 *     https://chat-1.example}. Their pages may call this node, and this node's page goes on with
 *     another when this one is gone
 */
@ConfigurationProperties("messenger.web")
public record WebConfig(@Bindable(defaultValue = "") List<String> nodes) {

  private static final Pattern ORIGIN = Pattern.compile("https?://[A-Za-z0-9.\\-\\[\\]:]+");

  public WebConfig {
    nodes = nodes.stream().filter(each -> !each.isBlank()).toList();
    for (String node : nodes) {
      if (!ORIGIN.matcher(node).matches()) {
        throw new IllegalArgumentException(
            "messenger.web.nodes: '" + node + "' (expected: scheme://host:port)");
      }
    }
  }
}
