package org.plumbline.floors;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A floor's program as a process of its own, spoken to from its start to its end. Not for several
 * threads.
 */
public final class FloorProcess implements AutoCloseable {

  private static final Duration START_WITHIN = Duration.ofSeconds(60);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);

  /** It removes what it has written first. */
  private static final Duration STOP_WITHIN = Duration.ofSeconds(10);

  private static final String END = "";

  private final FloorProgram program;
  private final Path log;
  private final Process process;
  private final Writer questions;
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
  private final String address;

  private FloorProcess(FloorProgram program, Path log, Process process)
      throws FloorFailure, InterruptedException {
    this.program = program;
    this.log = log;
    this.process = process;
    this.questions = process.outputWriter(StandardCharsets.UTF_8);
    var _ = Thread.ofVirtual().start(this::read);
    try {
      this.address = answer("ready", START_WITHIN);
    } catch (FloorFailure | InterruptedException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Starts a program and waits until it is ready.
   *
   * @param jvmFlags those of the process that is held against the floor
   * @param log where it writes what goes wrong
   */
  public static FloorProcess start(FloorProgram program, List<String> jvmFlags, Path log)
      throws FloorFailure, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmFlags);
    command.add("-Dlogback.configurationFile=floors-logback.xml");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(program.mainClass().getName());
    command.addAll(program.arguments());
    try {
      Files.createDirectories(log.toAbsolutePath().getParent());
      Process process = new ProcessBuilder(command).redirectError(log.toFile()).start();
      return new FloorProcess(program, log, process);
    } catch (IOException e) {
      throw new FloorFailure("the floor " + program.name() + " could not be started", e);
    }
  }

  /** Its name in figures. */
  public String name() {
    return program.name();
  }

  /** What it said when it was ready: a server's port; empty where there is none. */
  public String address() {
    return address;
  }

  /** Its process id. */
  public long pid() {
    return process.pid();
  }

  /** Its counts since the start. */
  public FloorReading report() throws FloorFailure, InterruptedException {
    return ask("report", "report", ANSWER_WITHIN);
  }

  /**
   * Lets it work at full speed for that long, and gives what it did.
   *
   * @param length whole seconds, 1 to 600
   */
  public FloorReading measure(Duration length) throws FloorFailure, InterruptedException {
    return ask("measure " + length.toSeconds(), "measured", ANSWER_WITHIN.plus(length));
  }

  private FloorReading ask(String question, String answer, Duration within)
      throws FloorFailure, InterruptedException {
    try {
      questions.write(question + "\n");
      questions.flush();
    } catch (IOException e) {
      throw failure("it takes no more questions", e);
    }
    try {
      return FloorReading.parse(answer(answer, within));
    } catch (IllegalArgumentException e) {
      throw failure(String.valueOf(e.getMessage()), e);
    }
  }

  private String answer(String word, Duration within) throws FloorFailure, InterruptedException {
    String line = answers.poll(within.toMillis(), TimeUnit.MILLISECONDS);
    if (line == null) {
      throw failure("no answer within " + within.toSeconds() + " s", null);
    }
    if (line.equals(END)) {
      boolean ended = process.waitFor(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
      throw failure("it ended" + (ended ? " with " + process.exitValue() : ""), null);
    }
    if (!line.equals(word) && !line.startsWith(word + " ")) {
      throw failure("it answered " + line + " (expected: " + word + " ...)", null);
    }
    return line.substring(word.length()).strip();
  }

  private FloorFailure failure(String what, @Nullable Exception cause) {
    String message = "the floor " + program.name() + ": " + what + "; log: " + log + lastLine();
    return cause == null ? new FloorFailure(message) : new FloorFailure(message, cause);
  }

  private String lastLine() {
    try {
      List<String> lines = Files.readAllLines(log);
      return lines.isEmpty() ? "" : "\n  | " + lines.getLast();
    } catch (IOException e) {
      return "";
    }
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (@Nullable String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          answers.add(line);
        }
      }
    } catch (IOException | UncheckedIOException e) {
      // The process was ended while its output was read; whoever waits is told below.
    }
    answers.add(END);
  }

  /** Ends the program; it ends itself with its standard input, and is ended where it does not. */
  @Override
  public void close() {
    try {
      questions.close();
    } catch (IOException e) {
      // It is gone already.
    }
    try {
      if (!process.waitFor(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
