package org.plumbline.chaos.fault;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.plumbline.compose.RunningEnvironment;

/**
 * Undoes what a process that was killed has left broken, by the file that it left.
 *
 * @param undone each fault with what was done about it
 * @param left what could not be undone, and why; it stays in the file
 */
public record Clearing(List<String> undone, List<String> left) {

  public Clearing {
    undone = List.copyOf(undone);
    left = List.copyOf(left);
  }

  /**
   * Clears all environments of a repository.
   *
   * @param alsoOfLiving whether also what a drill that still runs has broken; without it only what
   *     nobody is left to heal
   */
  public static Clearing all(Path home, boolean alsoOfLiving) {
    List<String> undone = new ArrayList<>();
    List<String> left = new ArrayList<>();
    for (Path directory : RunningEnvironment.directories(home)) {
      Clearing one = clear(directory, alsoOfLiving);
      undone.addAll(one.undone());
      left.addAll(one.left());
    }
    return new Clearing(undone, left);
  }

  static Clearing clear(Path directory) {
    return clear(directory, false);
  }

  private static Clearing clear(Path directory, boolean alsoOfLiving) {
    List<String> undone = new ArrayList<>();
    List<String> left = new ArrayList<>();
    try {
      Optional<FaultBook.Page> page = FaultBook.read(directory);
      if (page.isEmpty() || (!alsoOfLiving && page.get().striker().handle().isPresent())) {
        return new Clearing(undone, left);
      }
      List<FaultBook.Entry> remaining = new ArrayList<>();
      for (FaultBook.Entry entry : page.get().faults().reversed()) {
        undo(entry, directory, undone, left, remaining);
      }
      FaultBook.write(directory, page.get().striker(), remaining);
    } catch (IOException e) {
      left.add(directory.resolve(FaultBook.FILE) + ": " + e.getMessage());
    }
    return new Clearing(undone, left);
  }

  private static void undo(
      FaultBook.Entry entry,
      Path directory,
      List<String> undone,
      List<String> left,
      List<FaultBook.Entry> remaining) {
    for (Undo undo : entry.undo()) {
      try {
        undone.add(entry.what() + ": " + undo.in(directory));
      } catch (IOException e) {
        left.add(entry.what() + ": " + e.getMessage());
        remaining.add(new FaultBook.Entry(entry.what(), List.of(undo)));
      }
    }
  }
}
