package org.plumbline.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.capacity.evidence.Evidence;

/** Each benchmark runs; how fast is not judged here. */
class BenchmarkRunTest {

  /** In this JVM: a fork would test JMH. */
  private static final BenchmarkProfile ONCE =
      new BenchmarkProfile("once", 0, 0, 1, Duration.ofMillis(5));

  @TempDir Path runFolder;

  @ParameterizedTest
  @MethodSource("names")
  void shouldGiveTimeAndAllocationOfEachMethodWhenRun(String name) throws BenchmarkFailure {
    Evidence evidence = run(ONCE).run(name);

    assertThat(evidence.id()).isEqualTo("benchmark." + name);
    assertThat(evidence.figures()).isNotEmpty();
    assertThat(evidence.figures())
        .allSatisfy((_, figure) -> assertThat(figure.value()).isGreaterThanOrEqualTo(0));
    assertThat(evidence.figures().keySet()).anyMatch(figure -> figure.endsWith("_allocated"));
    assertThat(evidence.files())
        .allSatisfy(file -> assertThat(runFolder.resolve(file)).isNotEmptyFile());
  }

  static List<String> names() {
    return BenchmarkRun.names();
  }

  @Test
  void shouldNameTheBenchmarksWhenNameIsUnknown() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> run(ONCE).run("nonsense"))
        .withMessage(
            "benchmark: nonsense (expected: one of frame_codec, message_ids, delivery_step,"
                + " proxy_throughput)");
  }

  @Test
  void shouldNameFiguresInSnakeCase() {
    assertThat(BenchmarkRun.snakeCase("encodeSendMessage")).isEqualTo("encode_send_message");
  }

  @Test
  void shouldRefuseProfileWithoutIterations() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BenchmarkProfile("x", 1, 1, 0, Duration.ofMillis(1)))
        .withMessage("iterations: 0 (expected: >= 1)");
    assertThat(BenchmarkProfile.byName("quick")).isEqualTo(BenchmarkProfile.quick());
  }

  private BenchmarkRun run(BenchmarkProfile profile) {
    return new BenchmarkRun(runFolder, profile, InstantSource.system());
  }
}
