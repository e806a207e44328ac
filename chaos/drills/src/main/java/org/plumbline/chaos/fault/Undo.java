package org.plumbline.chaos.fault;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.plumbline.compose.RunningEnvironment;
import org.plumbline.compose.Signal;

/**
 * How a fault is undone by a process that did not strike it, from the environment's folder alone.
 * What is gone by then needs nothing: undoing it is no error.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Undo.ResetProxies.class, name = "reset_proxies"),
  @JsonSubTypes.Type(value = Undo.Resume.class, name = "resume"),
  @JsonSubTypes.Type(value = Undo.LiftFileSize.class, name = "lift_file_size"),
  @JsonSubTypes.Type(value = Undo.ResetClock.class, name = "reset_clock"),
  @JsonSubTypes.Type(value = Undo.EndProcess.class, name = "end_process"),
  @JsonSubTypes.Type(value = Undo.ByHand.class, name = "by_hand")
})
public sealed interface Undo {

  /**
   * Undoes it.
   *
   * @param directory of the environment
   * @return what was done, in a few words
   * @throws IOException when it could not be undone and may still be there
   */
  String in(Path directory) throws IOException;

  /** A process that a later one with the same id is told from by its start. */
  record Identity(long pid, long startMillis, String name) {

    static Identity of(ProcessHandle handle, String name) {
      return new Identity(handle.pid(), startMillis(handle), name);
    }

    Optional<ProcessHandle> handle() {
      return ProcessHandle.of(pid)
          .filter(ProcessHandle::isAlive)
          .filter(each -> startMillis(each) == startMillis);
    }

    private static long startMillis(ProcessHandle handle) {
      return handle.info().startInstant().map(Instant::toEpochMilli).orElse(-1L);
    }
  }

  /** All toxics of that Toxiproxy go, all its proxies are enabled. */
  record ResetProxies(int port) implements Undo {
    @Override
    public String in(Path directory) throws IOException {
      Toxiproxy toxiproxy = new Toxiproxy(port);
      if (!toxiproxy.answers()) {
        return "the proxies are gone";
      }
      toxiproxy.reset();
      return "toxics removed, proxies enabled";
    }
  }

  /** SIGCONT. */
  record Resume(Identity process) implements Undo {
    @Override
    public String in(Path directory) {
      process.handle().ifPresent(each -> Signal.send(each.pid(), Signal.CONTINUE));
      return process.name() + " continued";
    }
  }

  /** The process may write files of any size again. */
  record LiftFileSize(Identity process) implements Undo {
    @Override
    public String in(Path directory) throws IOException {
      if (process.handle().isPresent()) {
        FileSizeLimit.lift(process.pid());
      }
      return process.name() + " may write again";
    }
  }

  /** The node at that port goes by the machine's clock again. */
  record ResetClock(int port, String node) implements Undo {
    @Override
    public String in(Path directory) throws IOException {
      NodeClock clock = new NodeClock(node, port, RunningEnvironment.adminToken(directory));
      if (!clock.isReachable()) {
        return node + " is gone";
      }
      clock.set(0);
      return "the clock of " + node + " is right";
    }
  }

  /** SIGKILL. */
  record EndProcess(Identity process) implements Undo {
    @Override
    public String in(Path directory) {
      process.handle().ifPresent(ProcessHandle::destroyForcibly);
      return process.name() + " ended";
    }
  }

  /** Nothing that another process can do. */
  record ByHand(String remedy) implements Undo {
    @Override
    public String in(Path directory) {
      return remedy;
    }
  }
}
