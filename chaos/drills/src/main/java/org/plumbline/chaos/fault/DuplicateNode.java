package org.plumbline.chaos.fault;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.plumbline.compose.Environment;
import org.plumbline.compose.EnvironmentFailure;
import org.plumbline.compose.ServerProcess;

/**
 * A second node process with the number of one that runs: two that make the same message ids. It
 * must not start.
 */
public final class DuplicateNode implements Fault {

  private static final Duration GRACE = Duration.ofSeconds(2);

  private final Environment environment;
  private final String node;
  private final String name;
  private @Nullable ServerProcess twin;

  DuplicateNode(Environment environment, String node, String name) {
    this.environment = environment;
    this.node = node;
    this.name = name;
  }

  @Override
  public String what() {
    return "a second node, " + name + ", with the number of " + node;
  }

  @Override
  public List<Undo> undo() {
    ServerProcess started = twin;
    return started == null
        ? List.of()
        : ProcessHandle.of(started.pid()).stream()
            .<Undo>map(handle -> new Undo.EndProcess(Undo.Identity.of(handle, name)))
            .toList();
  }

  @Override
  public void strike() throws FaultFailure {
    try {
      twin = environment.startTwin(node, name);
    } catch (EnvironmentFailure e) {
      throw new FaultFailure(what() + ": " + e.getMessage(), e);
    }
  }

  @Override
  public Proof proof() {
    ServerProcess started = twin;
    return started == null
        ? Proof.none("it has not struck")
        : Proof.active(
            "process "
                + started.pid()
                + " was started as "
                + name
                + " with the number of "
                + node
                + (started.isAlive()
                    ? ", and runs"
                    : ", and ended with exit code " + started.exitCode().orElse(-1)));
  }

  /** The exit code of the second node when it ends by itself in that time: it was refused. */
  public OptionalInt refusedWithin(Duration atMost) throws InterruptedException {
    ServerProcess started = twin;
    if (started == null) {
      return OptionalInt.empty();
    }
    try {
      var handle = ProcessHandle.of(started.pid());
      if (handle.isPresent()) {
        handle.get().onExit().get(atMost.toNanos(), TimeUnit.NANOSECONDS);
      }
    } catch (TimeoutException e) {
      return OptionalInt.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot wait for " + name, e);
    }
    return started.exitCode();
  }

  /** The last lines of its log: why it was refused. */
  public List<String> lastWords(int lines) {
    ServerProcess started = twin;
    return started == null ? List.of() : started.lastLogLines(lines);
  }

  @Override
  public void heal() {
    ServerProcess started = twin;
    if (started != null && started.isAlive()) {
      started.terminate(GRACE);
    }
  }
}
