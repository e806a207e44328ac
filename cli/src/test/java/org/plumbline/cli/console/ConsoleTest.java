package org.plumbline.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ConsoleTest {
  private static final long SECOND = 1_000_000_000L;

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final AtomicLong time = new AtomicLong();

  @Test
  void shouldPrintPlainLinesWhereNoTerminalIs() {
    Progress progress = new Progress(terminal(false), false, time::get);
    time.set(75 * SECOND);
    progress.now("cassandra: starting\nsecond line");
    progress.keep("environment: done");
    progress.endLine();

    assertThat(printed().lines())
        .containsExactly("[1:15] cassandra: starting", "[1:15] environment: done");
  }

  @Test
  void shouldOverwriteOneLineOnATerminal() {
    Progress progress = new Progress(terminal(true), false, time::get);
    progress.now("one");
    progress.now("two");
    progress.keep("done");

    assertThat(printed().replace("\r\u001b[K", "|"))
        .isEqualTo("|[0:00] one|[0:00] two|[0:00] done\n");
  }

  @Test
  void shouldStillComplainWhenQuiet() {
    Progress progress = new Progress(terminal(true), true, time::get);
    progress.now("one");
    progress.keep("two");
    progress.complain("the disk is full");

    assertThat(printed()).isEqualTo("the disk is full\n");
  }

  @Test
  void shouldColourOnlyWhereATerminalIsAndNobodyObjects() {
    assertThat(Terminal.ofProcess(Map.of(), "out,err").colour()).isTrue();
    assertThat(Terminal.ofProcess(Map.of("NO_COLOR", "1"), "out,err").colour()).isFalse();
    assertThat(Terminal.ofProcess(Map.of("NO_COLOR", ""), "out").colour()).isTrue();
    assertThat(Terminal.ofProcess(Map.of(), ",err").colour()).isFalse();
    assertThat(Terminal.ofProcess(Map.of(), ",err").live()).isTrue();
    assertThat(Terminal.ofProcess(Map.of("TERM", "dumb"), "out,err").live()).isFalse();
  }

  @Test
  void shouldAlignColumns() {
    String table = new TextTable("name", ">count").row("a", "1,000").row("longer", "7").render();

    assertThat(table.lines())
        .containsExactly("  name    count", "  a       1,000", "  longer      7");
    assertThatThrownBy(() -> new TextTable("one").row("a", "b"))
        .hasMessage("cells: 2 (expected: 1)");
  }

  private Terminal terminal(boolean live) {
    PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    return new Terminal(stream, stream, false, live);
  }

  private String printed() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
