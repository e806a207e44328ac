package org.plumbline.floors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FloorProcessTest {

  private static final List<String> FLAGS =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  @TempDir Path folder;

  private FloorProcess start(FloorProgram program) throws FloorFailure, InterruptedException {
    return FloorProcess.start(program, FLAGS, folder.resolve("floor.log"));
  }

  @Test
  void shouldServeAndTellWhatItServedAndEnd() throws FloorFailure, InterruptedException {
    FloorProcess process = start(FloorProgram.broadcast());
    try (process;
        Peer peer = new Peer(process.address())) {
      peer.send("!hello");
      assertThat(peer.text()).isEqualTo("!hello");

      FloorReading reading = process.report();

      assertThat(reading.count("deliveries")).isEqualTo(1);
      assertThat(reading.cpuSeconds()).isPositive();
      assertThat(process.measure(Duration.ofSeconds(1)).seconds()).isGreaterThanOrEqualTo(1);
    }
    assertThat(ProcessHandle.of(process.pid()).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void shouldMeasureAsOftenAsAskedOnOneProcess() throws FloorFailure, InterruptedException {
    Floors floors = new Floors(FLAGS, folder, Duration.ofSeconds(1), Duration.ofSeconds(1));

    List<FloorReading> readings = floors.repeat(FloorProgram.echo(), 2);

    assertThat(readings).hasSize(2);
    Spread seconds = Floors.spread(readings, FloorReading::seconds);
    assertThat(seconds.least()).isGreaterThanOrEqualTo(1);
    assertThat(seconds.repeats()).isEqualTo(2);
  }

  @Test
  void shouldRefuseTooShortATime() {
    assertThatThrownBy(() -> new Floors(FLAGS, folder, Duration.ZERO, Duration.ofSeconds(1)))
        .hasMessage("warmUp: PT0S (expected: >= 1 s)");
  }

  @Test
  void shouldTellTheProgramsOwnWordsWhenItsArgumentsAreWrong() {
    for (FloorProgram wrong :
        List.of(
            new FloorProgram("kafka", KafkaFloor.class, List.of("partitions=8")),
            new FloorProgram("cassandra", CassandraFloor.class, List.of("contact_point=nowhere")),
            new FloorProgram("redis", RedisFloor.class, List.of("uri=http://127.0.0.1:1")),
            new FloorProgram("echo", EchoServer.class, List.of("threads=none")))) {
      assertThatThrownBy(() -> start(wrong))
          .isInstanceOf(FloorFailure.class)
          .hasMessageContaining("the floor " + wrong.name() + ": it ended with 2")
          .hasMessageContaining("(expected: ");
    }
  }

  @Test
  void shouldTellThatRedisIsAway() {
    // Nobody may listen at port 1 but the system's own services, and they do not.
    assertThatThrownBy(
            () ->
                start(
                    new FloorProgram(
                        "redis", RedisFloor.class, List.of("uri=redis://127.0.0.1:1"))))
        .hasMessageContaining("it ended with 3")
        .hasMessageContaining("expected: a reachable Redis");
  }
}
