package org.plumbline.simulations.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.simulations.Scenarios;
import org.plumbline.simulations.calibration.CalibrationProbe;
import org.plumbline.simulations.calibration.MeasuredNode;
import org.plumbline.simulations.load.LoadContext;
import org.plumbline.simulations.load.LoadFailure;
import org.plumbline.simulations.load.LoadOptions;
import org.plumbline.simulations.load.LoadPhase;
import org.plumbline.simulations.load.LoadProfile;
import org.plumbline.simulations.load.NodeAddress;
import org.plumbline.simulations.stub.StubMessenger;

/** The whole load, generator process included, against a messenger in memory. */
class ChatScenarioTest {

  private static final LoadProfile SHORT =
      LoadProfile.smoke()
          .withUsers(8)
          .withMessagesPerSecond(100)
          .withTimes(Duration.ofMillis(500), Duration.ofSeconds(2));

  @TempDir Path runFolder;

  @Test
  void shouldFindEverythingDeliveredOnceAndInOrderWhenMessengerIsSound()
      throws IOException, LoadFailure, InterruptedException {
    try (StubMessenger messenger = new StubMessenger(2, StubMessenger.Faults.NONE)) {
      List<LoadPhase> phases = new CopyOnWriteArrayList<>();
      AtomicLong cpuMicros = new AtomicLong();
      CalibrationProbe probe = probe(messenger, cpuMicros);

      Evidence evidence =
          Scenarios.byName("one_to_one")
              .run(
                  context(messenger.nodes(), SHORT)
                      .withPhases(
                          phase -> {
                            phases.add(phase);
                            cpuMicros.addAndGet(phase == LoadPhase.DRAIN ? 10_000 : 0);
                            probe.phaseBegan(phase);
                          }));

      assertThat(phases).containsExactly(LoadPhase.values());
      assertThat(evidence.id()).isEqualTo("load.one_to_one");
      assertThat(figure(evidence, "sent")).isBetween(130.0, 270.0);
      assertThat(figure(evidence, "acknowledged")).isEqualTo(figure(evidence, "sent"));
      assertThat(figure(evidence, "delivered"))
          .isEqualTo(figure(evidence, "expected_deliveries"))
          .isGreaterThan(figure(evidence, "sent"));
      assertThat(figure(evidence, "delivered_receipts")).isEqualTo(figure(evidence, "sent"));
      assertThat(figure(evidence, "unexpected")).isZero();
      assertThat(figure(evidence, "gaps")).isZero();
      assertThat(figure(evidence, "lost_sockets")).isZero();
      assertThat(figure(evidence, "devices_per_user")).isEqualTo(1.25);
      assertThat(figure(evidence, "cross_node_share")).isBetween(0.6, 0.99);
      assertThat(figure(evidence, "delivery_p50"))
          .isPositive()
          .isLessThanOrEqualTo(figure(evidence, "delivery_p99"));
      assertThat(figure(evidence, "acknowledged_p99")).isPositive();
      assertThat(evidence.held("all_acknowledged_delivered")).isTrue();
      assertThat(evidence.held("no_duplicate")).isTrue();
      assertThat(evidence.held("in_order")).isTrue();
      assertThat(evidence.files()).allSatisfy(file -> assertThat(runFolder.resolve(file)).exists());
      assertThat(messenger.heartbeats()).isPositive();
      assertThat(messenger.acknowledgements()).isPositive();
      assertThat(filesHolding("~first")).isEmpty();
      shouldCostWhatTheStubCounts(evidence, probe.traffic(), probe.cpu());
    }
  }

  /** One frame in for the message and one for each delivery's cursor, and some heartbeats. */
  private static void shouldCostWhatTheStubCounts(Evidence load, Evidence traffic, Evidence cpu) {
    double copies = figure(load, "delivered") / figure(load, "sent");
    assertThat(figure(traffic, "frames_in_per_message")).isBetween(1.0, 1.3 + copies);
    assertThat(figure(traffic, "bytes_in_per_message")).isGreaterThan(150);
    assertThat(figure(traffic, "frames_out_per_message")).isGreaterThan(1 + copies);
    assertThat(figure(traffic, "rate")).isPositive();
    // Two nodes that use 10 ms each when the steady phase ends, before the last reading.
    assertThat(figure(cpu, "server_cpu_us_per_message") * figure(cpu, "messages"))
        .isBetween(19_000.0, 21_000.0);
  }

  private static CalibrationProbe probe(StubMessenger messenger, AtomicLong cpuMicros) {
    Supplier<Duration> cpu = () -> Duration.ofNanos(cpuMicros.get() * 1_000);
    return new CalibrationProbe(
        messenger.nodes().stream()
            .map(
                node -> new MeasuredNode(node, node.http().resolve("/prometheus"), 1, cpu, () -> 0))
            .toList(),
        List.of(),
        Optional.empty(),
        Duration.ofMillis(400),
        InstantSource.system(),
        System::nanoTime);
  }

  @Test
  void shouldSayWhatBrokeWhenMessengerDropsRepeatsAndSwaps()
      throws LoadFailure, InterruptedException {
    try (StubMessenger messenger =
        new StubMessenger(2, new StubMessenger.Faults(50, 30, 17, true))) {
      LoadProfile impatient =
          new LoadProfile(
              "test",
              8,
              0.25,
              100,
              Duration.ofMillis(500),
              Duration.ofSeconds(2),
              Duration.ofSeconds(1),
              SHORT.textLength(),
              1,
              LoadOptions.NONE);

      Evidence evidence = Scenarios.byName("one_to_one").run(context(messenger.nodes(), impatient));

      assertThat(outcome(evidence, "all_acknowledged_delivered"))
          .isIn(Outcome.BROKEN, Outcome.UNKNOWN);
      assertThat(outcome(evidence, "no_duplicate")).isEqualTo(Outcome.BROKEN);
      assertThat(outcome(evidence, "in_order")).isEqualTo(Outcome.BROKEN);
      assertThat(figure(evidence, "duplicates")).isGreaterThan(3);
      assertThat(figure(evidence, "out_of_order")).isPositive();
      assertThat(figure(evidence, "delivered")).isLessThan(figure(evidence, "expected_deliveries"));
      assertThat(evidence.finding("no_duplicate").orElseThrow().witnesses()).isNotEmpty();
    }
  }

  @Test
  void shouldFailWithTheReasonWhenNodeIsNotThere() {
    NodeAddress nobody =
        new NodeAddress(
            "node-1",
            java.net.URI.create("http://127.0.0.1:1"),
            java.net.URI.create("ws://127.0.0.1:1/ws"));

    assertThatThrownBy(() -> Scenarios.byName("one_to_one").run(context(List.of(nobody), SHORT)))
        .isInstanceOf(LoadFailure.class)
        .hasMessageContaining("the users of the load could not be registered");
  }

  private LoadContext context(List<NodeAddress> nodes, LoadProfile profile) {
    return new LoadContext(nodes, runFolder, profile, 11, _ -> {});
  }

  private static double figure(Evidence evidence, String name) {
    return evidence.figure(name).orElseThrow().value();
  }

  private static Outcome outcome(Evidence evidence, String id) {
    return evidence.finding(id).orElseThrow().outcome();
  }

  /** Files of the run that hold a token. */
  private List<Path> filesHolding(String secret) throws IOException {
    try (Stream<Path> files = Files.walk(runFolder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(
              file -> {
                try {
                  return Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1)
                      .contains(secret);
                } catch (IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              })
          .toList();
    }
  }
}
