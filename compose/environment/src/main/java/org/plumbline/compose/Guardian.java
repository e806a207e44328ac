package org.plumbline.compose;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A small process of its own that outlives its parent by a moment. It reads lines {@code pid
 * startMillis name} from its input. The input ends when the parent is gone, however it went; then
 * the guardian ends those processes: asked first, killed after a bound. A pid alone is not enough,
 * since the system gives it to somebody else later, so the start instant must match as well.
 *
 * <p>Last it ends whatever carries the environment's mark: a child that the parent had started but
 * not yet announced.
 */
public final class Guardian {
  private static final Duration GRACE = Duration.ofSeconds(3);

  /** One line of the guardian's input. */
  record Ward(long pid, long startMillis, String name) {
    static Ward of(ProcessHandle process, String name) {
      return new Ward(process.pid(), startMillis(process), name);
    }

    static Optional<Ward> parse(String line) {
      var fields = line.split(" ", 3);
      try {
        return fields.length < 3
            ? Optional.empty()
            : Optional.of(
                new Ward(Long.parseLong(fields[0]), Long.parseLong(fields[1]), fields[2]));
      } catch (NumberFormatException e) {
        return Optional.empty();
      }
    }

    String line() {
      return pid + " " + startMillis + " " + name;
    }

    Optional<ProcessHandle> process() {
      return ProcessHandle.of(pid)
          .filter(ProcessHandle::isAlive)
          .filter(process -> startMillis(process) == startMillis);
    }

    static long startMillis(ProcessHandle process) {
      return process.info().startInstant().map(instant -> instant.toEpochMilli()).orElse(-1L);
    }
  }

  private Guardian() {}

  /** The only argument is the environment's directory, which is also its mark. */
  public static void main(String[] arguments) throws IOException {
    var wards = new ArrayList<Ward>();
    try (var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (var line = input.readLine(); line != null; line = input.readLine()) {
        Ward.parse(line).ifPresent(wards::add);
      }
    }
    var alive = wards.stream().flatMap(ward -> ward.process().stream()).toList();
    end(alive, GRACE);
    end(Mark.processesOf(Path.of(arguments[0])), Duration.ZERO);
  }

  /** Asks all of them to stop, and kills those that still run after the grace. */
  static void end(List<ProcessHandle> processes, Duration grace) {
    if (processes.isEmpty()) {
      return;
    }
    var deadline = Deadline.after(grace);
    if (grace.isPositive()) {
      processes.forEach(Guardian::resumeAndTerminate);
      processes.forEach(process -> Waiting.forExit(process, deadline));
    }
    processes.forEach(ProcessHandle::destroyForcibly);
    var end = Deadline.after(Duration.ofSeconds(5));
    processes.forEach(process -> Waiting.forExit(process, end));
  }

  private static void resumeAndTerminate(ProcessHandle process) {
    Signal.send(process.pid(), Signal.CONTINUE);
    process.destroy();
  }
}
