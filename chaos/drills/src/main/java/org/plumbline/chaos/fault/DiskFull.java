package org.plumbline.chaos.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A server that can write no byte more: each of its writes to a file fails, as on a full disk. It
 * is done by the limit on the size of files, since that needs no rights and strikes a server that
 * runs; a file system that is too small would have to be there from the server's start, and be
 * mounted by root. The server sees EFBIG in place of ENOSPC.
 *
 * <p>A server that ended of it, or no longer answers, is started again when it is healed.
 */
final class DiskFull implements Fault {

  /** Kafka answers on for some moments after the write that failed, and then ends. */
  private static final Duration DOOMED_FOR = Duration.ofSeconds(3);

  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(2);

  private final Victim victim;
  private final ProcessHandle process;
  private boolean struck;
  private long bytes;

  DiskFull(Victim victim) {
    this.victim = victim;
    this.process = victim.process();
  }

  @Override
  public String what() {
    return "no room for the files of " + victim.name();
  }

  @Override
  public List<Undo> undo() {
    return List.of(new Undo.LiftFileSize(Undo.Identity.of(process, victim.name())));
  }

  @Override
  public void strike() throws FaultFailure {
    victim.expectEnd();
    try {
      struck = true;
      FileSizeLimit.set(process.pid(), 0);
      bytes = bytes(victim.folder());
    } catch (IOException e) {
      throw new FaultFailure(what() + ": " + e.getMessage(), e);
    }
  }

  @Override
  public Proof proof() {
    if (!process.isAlive()) {
      return Proof.active("process " + process.pid() + " has ended of it");
    }
    OptionalLong limit = ProcFiles.fileSizeMax(process.pid());
    long grown = bytes(victim.folder()) - bytes;
    return new Proof(
        limit.isPresent() && limit.getAsLong() == 0 && grown <= 0,
        "process "
            + process.pid()
            + (limit.isPresent()
                ? " may write files of " + limit.getAsLong() + " bytes"
                : " has no limit")
            + ", its files have grown by "
            + grown
            + " bytes");
  }

  @Override
  public void heal() throws FaultFailure {
    if (!struck) {
      return;
    }
    if (process.isAlive()) {
      try {
        FileSizeLimit.lift(process.pid());
      } catch (IOException e) {
        throw new FaultFailure(what() + ": " + e.getMessage(), e);
      }
      if (!endsWithin(DOOMED_FOR) && victim.isReadyWithin(ANSWERS_WITHIN)) {
        return;
      }
      // Cassandra stops serving at the first failed write, and says so only in its log.
      process.destroyForcibly();
      process.onExit().join();
    }
    victim.start();
  }

  private boolean endsWithin(Duration time) throws FaultFailure {
    try {
      process.onExit().get(time.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new FaultFailure(what() + ": its end cannot be awaited: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      // Healing goes on: what is broken must not stay so.
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public boolean awaitHealed(Duration atMost) {
    return victim.isReadyWithin(atMost);
  }

  private static long bytes(Path folder) {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(DiskFull::size).sum();
    } catch (IOException | UncheckedIOException e) {
      // A file that was just deleted: what is left is counted the next time.
      return 0;
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0;
    }
  }
}
