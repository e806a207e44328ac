package org.plumbline.chaos.toxiproxy.toxic;

import java.util.Locale;
import java.util.Optional;

/** Which way the bytes of a link go; upstream is from the client to the proxied server. */
public enum Direction {
  UPSTREAM,
  DOWNSTREAM;

  /** Reads the name in any case, as the original does; anything else is empty. */
  public static Optional<Direction> parse(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "upstream" -> Optional.of(UPSTREAM);
      case "downstream" -> Optional.of(DOWNSTREAM);
      default -> Optional.empty();
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
