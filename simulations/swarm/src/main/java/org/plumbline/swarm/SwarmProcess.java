package org.plumbline.swarm;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One {@link SwarmMain} as seen by its parent. Not for several threads. */
final class SwarmProcess implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

  private final String name;
  private final Path folder;
  private final Path log;
  private final Process process;
  private final Writer commands;
  private final BlockingQueue<Optional<String>> answers = new LinkedBlockingQueue<>();
  private boolean isToldToOpen;

  private SwarmProcess(String name, Path folder, Path log, Process process) {
    this.name = name;
    this.folder = folder;
    this.log = log;
    this.process = process;
    this.commands = process.outputWriter(UTF_8);
    var _ = Thread.ofVirtual().start(this::read);
  }

  /**
   * Starts one.
   *
   * @param priority makes of a command the one that runs it with its priority
   * @param folder for its log, and for its accounts until it has read them
   */
  static SwarmProcess start(String name, Path folder, UnaryOperator<List<String>> priority)
      throws SwarmFailure {
    Path log = folder.resolve(name + ".log");
    try {
      Files.createDirectories(folder);
      Process process =
          new ProcessBuilder(priority.apply(words())).redirectError(log.toFile()).start();
      return new SwarmProcess(name, folder, log, process);
    } catch (IOException e) {
      throw new SwarmFailure(name + " could not be started: " + e.getMessage(), e);
    }
  }

  private static List<String> words() {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Xms64m",
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "-cp",
            System.getProperty("java.class.path"),
            SwarmMain.class.getName()));
    return words;
  }

  long pid() {
    return process.pid();
  }

  /** Tells it what to open; its accounts are in a file for its owner alone, and for that long. */
  void open(Opening opening) throws SwarmFailure {
    Path accounts = accounts();
    try {
      write(accounts, opening.passports());
    } catch (IOException e) {
      throw failure("its accounts could not be written", e);
    }
    send(opening.command(accounts));
    isToldToOpen = true;
  }

  /** Whether it was told what to open: before, it knows of nothing. */
  boolean isToldToOpen() {
    return isToldToOpen;
  }

  /** The answer to {@link #open}. */
  JsonNode opened(Duration within) throws SwarmFailure, InterruptedException {
    try {
      return answer(within);
    } finally {
      // Where it cannot be removed it is still nobody's but its owner's, and its tokens end.
      var _ = accounts().toFile().delete();
    }
  }

  private Path accounts() {
    return folder.toAbsolutePath().resolve(name + ".accounts");
  }

  private static void write(Path file, List<Passport> passports) throws IOException {
    Files.deleteIfExists(file);
    if (passports.isEmpty()) {
      return;
    }
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (Writer out = Files.newBufferedWriter(file, UTF_8)) {
      for (Passport passport : passports) {
        out.write(passport.user() + "\t" + passport.device() + "\t" + passport.token() + "\n");
      }
    }
  }

  void send(ObjectNode command) throws SwarmFailure {
    try {
      commands.write(command + "\n");
      commands.flush();
    } catch (IOException e) {
      throw failure("it takes no more commands", e);
    }
  }

  /** The next answer, which is to the oldest command without one. */
  JsonNode answer(Duration within) throws SwarmFailure, InterruptedException {
    Optional<String> line = answers.poll(within.toMillis(), TimeUnit.MILLISECONDS);
    if (line == null) {
      throw failure("no answer within " + within.toSeconds() + " s", null);
    }
    if (line.isEmpty()) {
      boolean ended = process.waitFor(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
      throw failure("it ended" + (ended ? " with " + process.exitValue() : ""), null);
    }
    try {
      JsonNode answer = JSON.readTree(line.get());
      if (answer.has("error")) {
        throw failure("it refused: " + answer.path("error").asText(), null);
      }
      return answer;
    } catch (JsonProcessingException e) {
      throw failure("an answer of it is not readable", e);
    }
  }

  private SwarmFailure failure(String what, @Nullable Exception cause) {
    return new SwarmFailure(name + ": " + what + "; log: " + log + lastLine(), cause);
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
    try (BufferedReader lines = process.inputReader(UTF_8)) {
      for (@Nullable String line = lines.readLine(); line != null; line = lines.readLine()) {
        answers.add(Optional.of(line));
      }
    } catch (IOException | UncheckedIOException e) {
      // The process was ended while its output was read; whoever waits is told below.
    }
    answers.add(Optional.empty());
  }

  /** It ends with its input, and is ended where it does not. */
  @Override
  public void close() {
    try {
      commands.close();
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
