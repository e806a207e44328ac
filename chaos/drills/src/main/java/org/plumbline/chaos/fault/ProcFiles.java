package org.plumbline.chaos.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Linux says of a process in {@code /proc} (proc(5)); elsewhere nothing is known. */
final class ProcFiles {

  private static final String FILE_SIZE = "Max file size";

  private static final Pattern SOFT = Pattern.compile(FILE_SIZE + "\\s+(\\d+)\\s");

  private ProcFiles() {}

  /** The letter of its state: {@code T} when it was stopped by a signal. */
  static Optional<Character> state(long pid) {
    return read(pid, "stat")
        // The name in front of it stands in brackets and may hold anything.
        .map(text -> text.substring(text.lastIndexOf(')') + 1).strip())
        .filter(rest -> !rest.isEmpty())
        .map(rest -> rest.charAt(0));
  }

  /** The largest file that it may write now, in bytes; empty when there is no limit. */
  static OptionalLong fileSizeMax(long pid) {
    return read(pid, "limits").stream()
        .flatMap(String::lines)
        .filter(line -> line.startsWith(FILE_SIZE))
        .map(SOFT::matcher)
        .filter(Matcher::find)
        .mapToLong(found -> Long.parseLong(found.group(1)))
        .findFirst();
  }

  private static Optional<String> read(long pid, String name) {
    try {
      return Optional.of(Files.readString(Path.of("/proc", Long.toString(pid), name)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
