package org.plumbline.simulations.floor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.plumbline.simulations.load.LoadContext;

/** The JVM flags with which a node really runs, so that a floor runs with the same. */
public final class NodeFlags {

  private static final String WORD_END = "\0";
  private static final Set<String> CLASSES_FOLLOW = Set.of("-cp", "-classpath", "-jar");

  private NodeFlags() {}

  /**
   * Those of the first node: heap, collector, headers, permissions; not its class path, its start
   * cache, which is of other classes, nor its settings. Empty where its process cannot be seen.
   */
  public static List<String> of(LoadContext context) {
    Long pid = context.processes().get(context.nodes().getFirst().id());
    return Optional.ofNullable(pid)
        .map(NodeFlags::commandLine)
        .map(NodeFlags::of)
        .orElse(List.of());
  }

  private static List<String> commandLine(long pid) {
    try {
      String words = Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"));
      return List.of(words.split(WORD_END, -1));
    } catch (IOException e) {
      // Another system, or the node has ended, which whoever loads it will notice.
      return List.of();
    }
  }

  /** The flags among the words of a command line, up to the classes. */
  static List<String> of(List<String> words) {
    return words.stream()
        .takeWhile(word -> !CLASSES_FOLLOW.contains(word))
        .filter(word -> word.startsWith("-X") || word.startsWith("--"))
        .filter(word -> !word.startsWith("-XX:AOT") && !word.startsWith("-XX:Shared"))
        .toList();
  }
}
