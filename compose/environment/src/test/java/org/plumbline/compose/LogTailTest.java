package org.plumbline.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {
  @TempDir Path folder;

  @Test
  void shouldGiveLastLinesWhenLogIsLong() throws IOException {
    var log = folder.resolve("a.log");
    Files.writeString(
        log,
        IntStream.range(0, 20_000).mapToObj(i -> "line " + i).collect(Collectors.joining("\n\n")));
    assertThat(LogTail.lines(log, 2)).isEqualTo(List.of("line 19998", "line 19999"));
  }

  @Test
  void shouldGiveNothingWhenThereIsNoLog() {
    assertThat(LogTail.lines(folder.resolve("none.log"), 20)).isEmpty();
  }

  @Test
  void shouldNameRemedyWhenLogShowsTheCause() {
    assertThat(Remedies.of("kafka", List.of("java.net.BindException: Address already in use")))
        .contains("port");
    assertThat(Remedies.of("mariadb", List.of("[ERROR] InnoDB: Error 28: No space left on device")))
        .contains("disk space");
    assertThat(Remedies.of("redis", List.of())).contains("log of redis");
  }
}
