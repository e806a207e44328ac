package org.plumbline.protocol;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The tables of error and close codes in {@code docs/protocol.md}, made from the enums. */
final class CodeTables {

  private static final String BEGIN = "<!-- codes: made from ErrorCode and CloseCode -->\n";
  private static final String END = "<!-- codes end -->\n";

  private CodeTables() {}

  static Path document() {
    return Stream.iterate(Path.of("").toAbsolutePath(), Path::getParent)
        .filter(folder -> Files.isRegularFile(folder.resolve("plumb")))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no folder above holds the launcher plumb"))
        .resolve("docs/protocol.md");
  }

  /** The document with its tables as they should be; the rest is as it stands. */
  static String renewed(String document) {
    int begin = document.indexOf(BEGIN);
    int end = document.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalStateException("docs/protocol.md: no place for the tables: " + BEGIN);
    }
    return document.substring(0, begin + BEGIN.length()) + tables() + document.substring(end);
  }

  static void write() throws IOException {
    Files.writeString(document(), renewed(Files.readString(document())));
  }

  private static String tables() {
    StringBuilder out = new StringBuilder();
    out.append("| `code` of an `ERROR` | means | definitely not done | same frame again |\n");
    out.append("|---|---|---|---|\n");
    for (ErrorCode each : ErrorCode.values()) {
      out.append("| `%s` | ".formatted(each.name()))
          .append(each.meaning())
          .append(" | %s | ".formatted(each.definitelyNotDone() ? "yes" : "**not known**"))
          .append(each.again() ? "yes, after `retry_after_ms`" : "no")
          .append(" |\n");
    }
    out.append("\n| close code | name | means | reconnect |\n|---|---|---|---|\n");
    for (CloseCode each : CloseCode.values()) {
      out.append("| %d | `%s` | ".formatted(each.code(), each.name()))
          .append(each.meaning())
          .append(each.reconnect() ? " | yes |\n" : " | no |\n");
    }
    return out.toString();
  }
}
