package org.plumbline.compose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The limits of open files of this process, which its children inherit. {@link Long#MAX_VALUE}
 * stands for none. A JVM raises the soft limit to the hard one when it starts.
 */
public record OpenFiles(long soft, long hard) {
  private static final Pattern LINE = Pattern.compile("Max open files\\s+(\\S+)\\s+(\\S+)\\s.*");

  /** Jars, logs, and sockets to the servers and the other nodes; an idle node has some 300. */
  private static final int BESIDES_CONNECTIONS = 1_000;

  /** What a process holds at most where no limit is in the way: a node's own bound. */
  private static final int CONNECTIONS_MAX = 100_000;

  /** The limits of this process, unlimited where the kernel does not tell them. */
  public static OpenFiles limits() {
    try {
      return parse(Files.readAllLines(Path.of("/proc/self/limits")));
    } catch (IOException e) {
      return new OpenFiles(Long.MAX_VALUE, Long.MAX_VALUE);
    }
  }

  /** How many connections one process can hold: a node, or one that connects to nodes. */
  public int connections() {
    return Math.clamp(hard - BESIDES_CONNECTIONS, 1, CONNECTIONS_MAX);
  }

  /** How many such processes so many connections need. */
  public int processesFor(int connections) {
    return Math.ceilDiv(connections, connections());
  }

  static OpenFiles parse(List<String> lines) {
    return lines.stream()
        .map(LINE::matcher)
        .filter(matcher -> matcher.matches())
        .map(matcher -> new OpenFiles(number(matcher.group(1)), number(matcher.group(2))))
        .findFirst()
        .orElse(new OpenFiles(Long.MAX_VALUE, Long.MAX_VALUE));
  }

  private static long number(String text) {
    return text.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(text);
  }
}
