package org.plumbline.compose;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The environment cannot run: which part, why, the last lines of its log, and what to do about it.
 * The message holds all of these.
 */
public final class EnvironmentFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final String part;
  private final String cause;
  private final String[] lastLogLines;
  private final String remedy;

  public EnvironmentFailure(String part, String cause, List<String> lastLogLines, String remedy) {
    this(part, cause, lastLogLines, remedy, null);
  }

  EnvironmentFailure(
      String part,
      String cause,
      List<String> lastLogLines,
      String remedy,
      @Nullable Throwable reason) {
    super(text(part, cause, lastLogLines, remedy), reason);
    this.part = part;
    this.cause = cause;
    this.lastLogLines = lastLogLines.toArray(String[]::new);
    this.remedy = remedy;
  }

  /** What a failed read or write of the environment's own files means for the user. */
  static EnvironmentFailure ofFiles(String part, Path directory, IOException reason) {
    var text = String.valueOf(reason.getMessage());
    if (text.toLowerCase(Locale.ROOT).contains("no space left")) {
      return new EnvironmentFailure(
          part,
          "the disk below " + directory + " is full: " + text,
          List.of(),
          "free some space there, or remove old folders below .plumb/ and runs/",
          reason);
    }
    return new EnvironmentFailure(
        part,
        "cannot use " + directory + ": " + reason,
        List.of(),
        "see to it that the folder can be written by this user",
        reason);
  }

  /** The server, node or resource that failed, for example {@code kafka} or {@code disk}. */
  public String part() {
    return part;
  }

  /** What went wrong, without log and remedy. */
  public String reason() {
    return cause;
  }

  public List<String> lastLogLines() {
    return List.of(lastLogLines);
  }

  public String remedy() {
    return remedy;
  }

  /** Whether another process took the port between its choice and its use. */
  boolean isPortClash() {
    return Arrays.stream(lastLogLines).anyMatch(EnvironmentFailure::saysAddressInUse);
  }

  private static boolean saysAddressInUse(String line) {
    var lower = line.toLowerCase(Locale.ROOT);
    return lower.contains("address already in use")
        || lower.contains("address in use")
        || lower.contains("bindexception");
  }

  private static String text(String part, String cause, List<String> lines, String remedy) {
    var text = new StringBuilder(part).append(": ").append(cause);
    if (!lines.isEmpty()) {
      text.append("\n  last lines of its log:");
      lines.forEach(line -> text.append("\n    ").append(line));
    }
    return text.append("\n  remedy: ").append(remedy).toString();
  }
}
