package org.plumbline.chaos.toxiproxy.proxy;

import org.jspecify.annotations.Nullable;

/** What a caller asks of a proxy; an absent field is not changed, or takes its default. */
public record ProxyEdit(
    @Nullable String name,
    @Nullable String listen,
    @Nullable String upstream,
    @Nullable Boolean enabled) {

  /**
   * Checks what a new proxy needs.
   *
   * @param place where it stood in a list, for the message, or empty
   */
  ProxyEdit complete(String place) throws Refusal {
    require("name", name, place);
    require("upstream", upstream, place);
    return this;
  }

  private static void require(String field, @Nullable String value, String place) throws Refusal {
    if (value == null || value.isEmpty()) {
      throw new Refusal(Refusal.Kind.BAD_REQUEST, "missing required field: " + field + place);
    }
  }

  boolean enabledByDefault() {
    return enabled == null || enabled;
  }

  Proxy toProxy(Proxy.Shared shared) {
    return new Proxy(orEmpty(name), orEmpty(listen), orEmpty(upstream), shared);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
