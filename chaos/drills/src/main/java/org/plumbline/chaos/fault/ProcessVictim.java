package org.plumbline.chaos.fault;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.concurrent.locks.LockSupport;
import org.plumbline.compose.Environment;
import org.plumbline.compose.EnvironmentFailure;
import org.plumbline.compose.Part;
import org.plumbline.compose.ServerProcess;

/** One process of an environment. */
final class ProcessVictim implements Victim {

  private static final Duration BETWEEN = Duration.ofMillis(50);

  private final Environment environment;
  private final String name;

  ProcessVictim(Environment environment, String name) {
    this.environment = environment;
    this.name = name;
    try {
      var _ = server();
    } catch (NoSuchElementException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "process: " + name + " (expected: a node or a server of plumb status)", e);
    }
  }

  private boolean isNode() {
    return name.startsWith("node-");
  }

  private Part part() {
    return Part.valueOf(name.toUpperCase(Locale.ROOT));
  }

  private ServerProcess server() {
    return isNode() ? environment.node(name).process() : environment.process(part());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public ProcessHandle process() {
    long pid = server().pid();
    return ProcessHandle.of(pid)
        .orElseThrow(() -> new IllegalStateException(name + ": no process " + pid));
  }

  @Override
  public void expectEnd() {
    server().expectEnd();
  }

  @Override
  public void start() throws FaultFailure {
    try {
      if (isNode()) {
        environment.node(name).start();
      } else {
        environment.startServer(part());
      }
    } catch (EnvironmentFailure e) {
      throw new FaultFailure(name + " does not start again: " + e.getMessage(), e);
    }
  }

  @Override
  public boolean isReadyWithin(Duration atMost) {
    if (isNode()) {
      return isNodeReadyWithin(atMost);
    }
    for (long left = atMost.toNanos(); left > 0; left -= BETWEEN.toNanos()) {
      if (environment.answers(part())) {
        return true;
      }
      LockSupport.parkNanos(BETWEEN.toNanos());
    }
    return false;
  }

  private boolean isNodeReadyWithin(Duration atMost) {
    try {
      environment.node(name).awaitReady(atMost);
      return true;
    } catch (EnvironmentFailure e) {
      return false;
    }
  }

  @Override
  public Path folder() {
    return environment.plan().directory().resolve(name);
  }
}
