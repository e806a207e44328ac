package org.plumbline.compose;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What to do about the usual reasons why a server ends. */
final class Remedies {
  private static final String DISK =
      "free disk space, or remove old folders below .plumb/ and runs/";
  private static final long FULL = 8L << 20;
  private static final String MEMORY = "free memory: plumb doctor says how much is needed";

  /** What the log says, and what to do then; the first that fits. */
  private static final List<Map.Entry<String, String>> BY_LOG =
      List.of(
          Map.entry("no space left", DISK),
          Map.entry("out of disk space", DISK),
          Map.entry("disk full", DISK),
          Map.entry("address already in use", "another process took its port; start again"),
          Map.entry("outofmemoryerror", MEMORY),
          Map.entry("cannot allocate memory", MEMORY),
          Map.entry("could not reserve enough space", MEMORY),
          Map.entry("too many open files", "raise the limit of open files: ulimit -n 65536"),
          Map.entry("error while loading shared libraries", "install the library that it names"),
          Map.entry("could not find or load main class", "build again: mvn -DskipTests package"),
          Map.entry("security manager", "give Cassandra a JDK 17: set JAVA17_HOME"));

  private Remedies() {}

  /** As below; a full disk below the log comes first, since not every server names it. */
  static String of(ServerProcess server, List<String> lastLogLines) {
    try {
      if (Files.getFileStore(server.log()).getUsableSpace() < FULL) {
        return DISK;
      }
    } catch (IOException e) {
      return of(server.name(), lastLogLines) + " (its log cannot be read: " + e + ")";
    }
    return of(server.name(), lastLogLines);
  }

  static String of(String server, List<String> lastLogLines) {
    var text = String.join("\n", lastLogLines).toLowerCase(Locale.ROOT);
    return BY_LOG.stream()
        .filter(entry -> text.contains(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("look for the cause in the log of " + server + "; plumb doctor checks the machine");
  }
}
