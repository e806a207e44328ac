package org.plumbline.compose;

import java.util.Locale;

/** Operating system and processor, as the names of packed binaries spell them. */
final class SystemName {
  private SystemName() {}

  /** For example {@code linux-amd64} or {@code darwin-arm64}. */
  static String of() {
    var system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    var processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    return (system.startsWith("mac") ? "darwin" : system)
        + "-"
        + switch (processor) {
          case "x86_64", "amd64" -> "amd64";
          case "aarch64", "arm64" -> "arm64";
          default -> processor;
        };
  }

  static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }
}
