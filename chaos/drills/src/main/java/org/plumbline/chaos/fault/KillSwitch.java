package org.plumbline.chaos.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.plumbline.compose.Environment;

/**
 * Through it faults strike, and nothing stays broken: what is not healed by {@link #heal} is healed
 * by {@link #close}, by the end of this process (Ctrl-C, SIGTERM), or, when this process was
 * killed, by the next one that calls {@link Clearing#clear}. Safe for use by several threads.
 */
public final class KillSwitch implements AutoCloseable {

  private final Path directory;
  private final Consumer<String> report;
  private final Undo.Identity self;
  private final Map<Fault, FaultBook.Entry> struck = new LinkedHashMap<>();
  private final Thread hook;
  private boolean closed;

  private KillSwitch(Path directory, Consumer<String> report) {
    this.directory = directory;
    this.report = report;
    this.self = Undo.Identity.of(ProcessHandle.current(), "plumb");
    this.hook = new Thread(this::healAll, "kill-switch");
  }

  /**
   * For faults of that environment.
   *
   * @param report hears what could not be healed
   * @throws FaultFailure when another process that lives breaks something there
   */
  public static KillSwitch of(Environment environment, Consumer<String> report)
      throws FaultFailure {
    return in(environment.plan().directory(), report);
  }

  static KillSwitch in(Path directory, Consumer<String> report) throws FaultFailure {
    try {
      Files.createDirectories(directory);
      Optional<FaultBook.Page> page = FaultBook.read(directory);
      if (page.isPresent() && page.get().striker().handle().isPresent()) {
        throw new FaultFailure(
            "process "
                + page.get().striker().pid()
                + " breaks things in "
                + directory
                + " (expected: one drill at a time)");
      }
    } catch (IOException e) {
      throw new FaultFailure("cannot read " + directory.resolve(FaultBook.FILE), e);
    }
    Clearing.clear(directory);
    KillSwitch made = new KillSwitch(directory, report);
    Runtime.getRuntime().addShutdownHook(made.hook);
    return made;
  }

  /**
   * Notes the fault, then lets it strike. What it had broken when it failed is healed.
   *
   * @throws FaultFailure when it cannot strike, or cannot be noted, and then does not strike
   */
  public void strike(Fault fault) throws FaultFailure, InterruptedException {
    note(fault);
    try {
      fault.strike();
      note(fault);
    } catch (FaultFailure | InterruptedException | RuntimeException e) {
      healBehind(fault, e);
      throw e;
    }
  }

  private void healBehind(Fault fault, Exception failure) {
    try {
      heal(fault);
    } catch (FaultFailure | RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /** Heals the fault and forgets it; nothing for one that is not struck. */
  public void heal(Fault fault) throws FaultFailure {
    fault.heal();
    synchronized (this) {
      if (struck.remove(fault) != null) {
        write();
      }
    }
  }

  /** What is broken now, in the order of the strikes. */
  public synchronized List<Fault> struck() {
    return List.copyOf(struck.keySet());
  }

  /** Heals all that is still broken, the last one first. */
  @Override
  public void close() {
    healAll();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending: the hook runs, and finds everything healed.
      return;
    }
  }

  private void healAll() {
    synchronized (this) {
      closed = true;
    }
    for (Fault fault : new ArrayList<>(struck()).reversed()) {
      try {
        heal(fault);
      } catch (FaultFailure | RuntimeException e) {
        report.accept("could not heal " + fault.what() + ": " + e.getMessage());
      }
    }
  }

  private synchronized void note(Fault fault) throws FaultFailure {
    if (closed) {
      throw new FaultFailure(fault.what() + ": the faults are being cleared");
    }
    struck.put(fault, new FaultBook.Entry(fault.what(), fault.undo()));
    write();
  }

  private void write() throws FaultFailure {
    try {
      FaultBook.write(directory, self, List.copyOf(struck.values()));
    } catch (IOException e) {
      throw new FaultFailure("cannot note what is broken in " + directory + ": " + e, e);
    }
  }
}
