package org.plumbline.compose;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The program that a node runs.
 *
 * @param mainClass the class with {@code main}
 * @param classPath entries as {@code java -cp} takes them, for example {@code target/lib/*}
 * @param flags of the JVM; nothing here may distort what is measured on the node
 */
public record NodeProgram(String mainClass, List<String> classPath, List<String> flags) {
  /**
   * The JVM of a node; a bare server that a node is held against has the same. The young generation
   * has a fixed size: left to itself the collector lets it grow to hundreds of megabytes of which
   * nothing lives.
   */
  public static final List<String> FLAGS =
      List.of(
          "-Xms256m",
          "-Xmx768m",
          "-Xmn96m",
          "-XX:+UseParallelGC",
          "-XX:-UseAdaptiveSizePolicy",
          "-XX:+UseCompactObjectHeaders",
          "-XX:+ExitOnOutOfMemoryError",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  /**
   * For nodes that outnumber the processors: each sizes its threads, those of its collector and its
   * compilers among them, for one. Otherwise six nodes on two cores have twelve event loops.
   */
  static final String ONE_PROCESSOR = "-XX:ActiveProcessorCount=1";

  public NodeProgram {
    classPath = List.copyOf(classPath);
    flags = List.copyOf(flags);
  }

  /** What follows {@code java} on its command line. */
  List<String> words() {
    var words = new ArrayList<>(flags);
    words.add("-cp");
    words.add(String.join(File.pathSeparator, classPath));
    words.add(mainClass);
    return words;
  }

  /** The messenger, as the build has laid it out. */
  static NodeProgram messenger(Path home) {
    return new NodeProgram(
        "org.plumbline.messenger.Messenger", List.of(ClassPath.NODE.wildcard(home)), FLAGS);
  }
}
