package org.plumbline.chaos.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Faults of processes, on small processes of the system. */
@Timeout(120)
@EnabledOnOs(OS.LINUX)
class ProcessFaultsTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  private final List<Process> started = new ArrayList<>();

  @TempDir private Path folder;

  @AfterEach
  void endAll() {
    started.forEach(Process::destroyForcibly);
  }

  /** A process of that command, which is started anew by the fault's healing. */
  private final class Command implements Victim {
    private final String[] words;
    private Process process;

    Command(String... words) {
      this.words = words;
      this.process = launched();
    }

    private Process launched() {
      try {
        Process made = new ProcessBuilder(words).directory(folder.toFile()).start();
        started.add(made);
        return made;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public String name() {
      return "victim";
    }

    @Override
    public ProcessHandle process() {
      return process.toHandle();
    }

    @Override
    public void expectEnd() {}

    @Override
    public void start() {
      if (!process.isAlive()) {
        process = launched();
      }
    }

    @Override
    public boolean isReadyWithin(Duration atMost) {
      return process.isAlive();
    }

    @Override
    public Path folder() {
      return folder;
    }
  }

  @Test
  void shouldProveTheKillAndStartTheProcessAgain() throws Exception {
    Command victim = new Command("sleep", "600");
    Fault kill = EndedProcess.killed(victim);
    long first = victim.process().pid();
    assertThat(kill.proof().active()).isFalse();
    kill.strike();
    assertThat(kill.proof()).satisfies(proof -> assertThat(proof.active()).isTrue());
    kill.heal();
    assertThat(victim.process().isAlive()).isTrue();
    long second = victim.process().pid();
    assertThat(second).isNotEqualTo(first);
    kill.heal();
    assertThat(victim.process().pid()).as("healed twice").isEqualTo(second);
  }

  @Test
  void shouldKillWhatDoesNotEndWithinItsGrace() throws Exception {
    Command deaf = new Command("sh", "-c", "trap '' TERM; echo ready; while :; do sleep 1; done");
    try (BufferedReader out = started.getFirst().inputReader()) {
      assertThat(out.readLine()).isEqualTo("ready");
      Fault deafness = EndedProcess.asked(deaf, Duration.ofMillis(100));
      deafness.strike();
      assertThat(deafness.proof().how()).contains("killed when the grace was over");
    }
    Fault polite = EndedProcess.asked(new Command("sleep", "600"), LONG);
    polite.strike();
    assertThat(polite.proof().active()).isTrue();
    assertThat(polite.proof().how()).doesNotContain("killed");
  }

  @Test
  void shouldStopAndContinueAProcess() throws Exception {
    Command victim = new Command("sleep", "600");
    Fault pause = new PausedProcess("victim", victim.process());
    assertThat(pause.proof().active()).isFalse();
    pause.strike();
    Awaiting.until(() -> pause.proof().active());
    pause.heal();
    Awaiting.until(() -> !pause.proof().active());
    assertThat(victim.process().isAlive()).isTrue();
  }

  @Test
  void shouldLetNoByteBeWrittenWhileTheDiskIsFull() throws Exception {
    Path file = folder.resolve("file");
    Command writer =
        new Command("sh", "-c", "trap '' XFSZ; while :; do echo x >> file; sleep 0.01; done");
    Awaiting.until(() -> Files.exists(file));
    Fault full = new DiskFull(writer);
    assertThat(full.proof().active()).isFalse();
    full.strike();
    Awaiting.until(() -> full.proof().active());
    long size = Files.size(file);
    long id = writer.process().pid();
    full.heal();
    Awaiting.until(() -> sizeOf(file) > size);
    assertThat(writer.process().pid()).as("it went on by itself").isEqualTo(id);
    assertThat(ProcFiles.fileSizeMax(id)).isEmpty();
  }

  private static long sizeOf(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0;
    }
  }

  @Test
  void shouldStartAgainWhatEndsAMomentAfterThereIsRoomAgain() throws Exception {
    Path whole = folder.resolve("whole");
    Command doomed =
        new Command(
            "sh",
            "-c",
            "trap '' XFSZ; touch whole; while :; do echo x >> file || { rm whole; sleep 1; exit 1;"
                + " }; sleep 0.01; done");
    Awaiting.until(() -> Files.exists(folder.resolve("file")));
    long id = doomed.process().pid();
    Fault full = new DiskFull(doomed);
    full.strike();
    Awaiting.until(() -> !Files.exists(whole));
    full.heal();
    assertThat(doomed.process().isAlive()).isTrue();
    assertThat(doomed.process().pid()).as("another process").isNotEqualTo(id);
    Awaiting.until(() -> Files.exists(whole));
  }

  @Test
  void shouldStartAgainWhatEndedOfTheFullDisk() throws Exception {
    Command fragile = new Command("sh", "-c", "while :; do echo x >> file; sleep 0.01; done");
    Awaiting.until(() -> Files.exists(folder.resolve("file")));
    Fault full = new DiskFull(fragile);
    full.strike();
    ProcessHandle first = fragile.process();
    Awaiting.until(() -> !first.isAlive());
    assertThat(full.proof().active()).isTrue();
    full.heal();
    assertThat(fragile.process().isAlive()).isTrue();
  }
}
