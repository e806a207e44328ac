package org.plumbline.simulations.crowd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.plumbline.simulations.load.LoadFailure;

/** The flags of a node's JVM, read from its command line, so that a floor runs with the same. */
final class NodeFlags {

  private NodeFlags() {}

  /**
   * Those that decide memory and collector; caches of classes are the program's own.
   *
   * @throws LoadFailure when the process is gone or the system does not tell
   */
  static List<String> of(long pid) throws LoadFailure {
    try {
      return parse(Files.readString(Path.of("/proc", Long.toString(pid), "cmdline")));
    } catch (IOException e) {
      throw new LoadFailure("the flags of process " + pid + " cannot be read: " + e, e);
    }
  }

  static List<String> parse(String commandLine) {
    return Arrays.stream(commandLine.split("\0", -1))
        .takeWhile(word -> !word.equals("-cp") && !word.equals("-jar"))
        .filter(NodeFlags::isOfTheJvm)
        .toList();
  }

  private static boolean isOfTheJvm(String word) {
    return word.startsWith("-Xm")
        || word.startsWith("-Xss")
        || word.startsWith("--enable-native-access")
        || word.startsWith("--sun-misc-unsafe-memory-access")
        || (word.startsWith("-XX:") && !word.startsWith("-XX:AOT"));
  }
}
