package org.plumbline.compose;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The mark that every child carries in its environment variables: the directory of the environment
 * that it belongs to. It finds children of which no list exists any more. Only Linux shows the
 * variables of a process; elsewhere the guardian's list has to do.
 */
final class Mark {
  static final String VARIABLE = "PLUMBLINE_ENVIRONMENT";

  private Mark() {}

  static List<ProcessHandle> processesOf(Path directory) {
    var mark = VARIABLE + "=" + directory;
    var own = ProcessHandle.current().pid();
    return ProcessHandle.allProcesses()
        .filter(process -> process.pid() != own && carries(process.pid(), mark))
        .toList();
  }

  private static boolean carries(long pid, String mark) {
    try {
      var variables =
          new String(
              Files.readAllBytes(Path.of("/proc", Long.toString(pid), "environ")),
              StandardCharsets.UTF_8);
      return List.of(variables.split("\0")).contains(mark);
    } catch (IOException e) {
      return false;
    }
  }
}
