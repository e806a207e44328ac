package org.plumbline.compose;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/** A running server: its process, its log, what it has used. */
public final class ServerProcess {
  private final String name;
  private final String version;
  private final Process process;
  private final Path log;
  private volatile boolean stopping;

  ServerProcess(String name, String version, Process process, Path log) {
    this.name = name;
    this.version = version;
    this.process = process;
    this.log = log;
  }

  public String name() {
    return name;
  }

  public String version() {
    return version;
  }

  public long pid() {
    return process.pid();
  }

  public Path log() {
    return log;
  }

  public Instant started() {
    return process.info().startInstant().orElse(Instant.EPOCH);
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Empty while it runs; 128 plus the signal when a signal has ended it. */
  public OptionalInt exitCode() {
    return process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
  }

  public List<String> lastLogLines(int count) {
    return LogTail.lines(log, count);
  }

  /** Processor time since its start, all threads, user and system; zero once it has ended. */
  public Duration cpuTime() {
    return ProcessUsage.cpuTime(pid());
  }

  /** Memory resident now, in bytes, shared pages included; 0 once it has ended. */
  public long residentBytes() {
    return ProcessUsage.residentBytes(pid());
  }

  /** SIGKILL, and waits until it is gone. */
  public void kill() {
    stopping = true;
    process.destroyForcibly();
    Waiting.forExit(process.toHandle(), Duration.ofSeconds(10));
  }

  /** SIGTERM; SIGKILL when it still runs after the grace. */
  public void terminate(Duration grace) {
    stopping = true;
    process.destroy();
    if (!Waiting.forExit(process.toHandle(), grace)) {
      kill();
    }
  }

  /** SIGSTOP: it keeps its sockets and answers nothing, as in a long pause of its collector. */
  public void pause() {
    Signal.send(pid(), Signal.STOP);
  }

  public void resume() {
    Signal.send(pid(), Signal.CONTINUE);
  }

  Process process() {
    return process;
  }

  /** Asks it to stop without waiting, so that several servers stop at the same time. */
  void beginTermination() {
    stopping = true;
    Signal.send(pid(), Signal.CONTINUE);
    process.destroy();
  }

  /** Whether its end was asked for, and is no accident. */
  boolean isStopping() {
    return stopping;
  }

  /** From now on its end is no accident: something is about to be done to it. */
  public void expectEnd() {
    stopping = true;
  }
}
