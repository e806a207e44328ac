package org.plumbline.compose;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What to do about the usual reasons why a server ends. */
final class Remedies {
  private static final Map<String, String> BY_LOG =
      Map.of(
          "address already in use", "another process took its port meanwhile; start again",
          "no space left", "free disk space, or remove old folders below .plumb/ and runs/",
          "outofmemoryerror", "free memory: plumb doctor says how much is needed",
          "cannot allocate memory", "free memory: plumb doctor says how much is needed",
          "could not reserve enough space", "free memory: plumb doctor says how much is needed",
          "too many open files", "raise the limit of open files: ulimit -n 20000",
          "error while loading shared libraries",
              "install the named library with the package manager of the system",
          "could not find or load main class", "build again: mvn -DskipTests package",
          "security manager", "give Cassandra a JDK 17: set JAVA17_HOME");

  private Remedies() {}

  static String of(String server, List<String> lastLogLines) {
    var text = String.join("\n", lastLogLines).toLowerCase(Locale.ROOT);
    return BY_LOG.entrySet().stream()
        .filter(entry -> text.contains(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("look for the cause in the log of " + server + "; plumb doctor checks the machine");
  }
}
