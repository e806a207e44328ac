package org.plumbline.floors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConversationTest {

  /** Has done ten things before it is asked, and one in each second of work. */
  private static final class Counted implements Floor {
    private long done = 10;

    @Override
    public String address() {
      return "4711";
    }

    @Override
    public void work(Duration length) {
      done += length.toSeconds();
    }

    @Override
    public Map<String, Long> counts() {
      return Map.of("done", done);
    }

    @Override
    public void close() {}
  }

  private static List<String> said(String lines) throws IOException, InterruptedException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Conversation(new Counted())
        .answer(new StringReader(lines), new PrintStream(out, true, StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void shouldSayItsAddressAndEndWithItsInput() throws IOException, InterruptedException {
    assertThat(said("")).containsExactly("ready 4711");
  }

  @Test
  void shouldTellWhatGrewWhileItWorked() throws IOException, InterruptedException {
    List<String> said = said("measure 5\nreport\n");

    assertThat(said).hasSize(3);
    assertThat(said.get(1)).matches("measured cpu_nanos=\\d+ done=5 nanos=\\d+");
    assertThat(said.get(2)).matches("report cpu_nanos=\\d+ done=15 nanos=\\d+");
  }

  @Test
  void shouldRefuseWhatItDoesNotUnderstandAndGoOn() throws IOException, InterruptedException {
    List<String> said = said("measure 0\nmeasure 601\nmeasure x\nhello\nreport\n");

    assertThat(said.subList(1, 5))
        .allMatch(line -> line.startsWith("refused ") && line.contains("expected: report, or"));
    assertThat(said.get(5)).startsWith("report ");
  }
}
