package org.plumbline.swarm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How many files, and so sockets, a process may have open. */
public final class FileLimit {

  /** What a process needs for itself: jars, its selector, its pipes. */
  private static final int OWN = 200;

  /** Where the system does not tell: what most systems grant at least. */
  private static final int UNKNOWN = 1_024;

  private static final Path LIMITS = Path.of("/proc/self/limits");
  private static final String LINE = "Max open files";

  private FileLimit() {}

  /** The limit of this process and of those that it starts. */
  public static int openFiles() {
    try {
      return Files.isReadable(LIMITS) ? parse(Files.readString(LIMITS)) : UNKNOWN;
    } catch (IOException e) {
      return UNKNOWN;
    }
  }

  /** How many sockets one process may hold beside what it needs for itself. */
  public static int sockets() {
    return Math.max(1, openFiles() - OWN);
  }

  static int parse(String limits) {
    return limits
        .lines()
        .filter(line -> line.startsWith(LINE))
        .map(line -> line.substring(LINE.length()).strip().split("\\s+", 2)[0])
        .findFirst()
        .map(
            soft ->
                soft.equals("unlimited")
                    ? Integer.MAX_VALUE
                    : (int) Math.min(Long.parseLong(soft), Integer.MAX_VALUE))
        .orElse(UNKNOWN);
  }
}
