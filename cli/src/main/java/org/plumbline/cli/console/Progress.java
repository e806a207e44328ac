package org.plumbline.cli.console;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Tells a waiting person what happens: one line overwritten in place on a terminal, plain lines
 * elsewhere, nothing when quiet. Complaints are shown even then.
 */
public final class Progress {
  private static final String ERASE_LINE = "\r\u001b[K";
  private static final int LINE_CHARACTERS_MAX = 110;

  private final PrintStream err;
  private final boolean live;
  private final boolean quiet;
  private final LongSupplier nanoTime;
  private final long startedNanos;
  private boolean lineShown;

  public Progress(Terminal terminal, boolean quiet, LongSupplier nanoTime) {
    this.err = terminal.err();
    this.live = terminal.live();
    this.quiet = quiet;
    this.nanoTime = nanoTime;
    this.startedNanos = nanoTime.getAsLong();
  }

  /** What is being done now; replaces the line before it on a terminal. */
  public synchronized void now(String doing) {
    if (quiet) {
      return;
    }
    String line = clock() + " " + firstLine(doing);
    if (live) {
      String shown =
          line.length() > LINE_CHARACTERS_MAX ? line.substring(0, LINE_CHARACTERS_MAX) : line;
      err.print(ERASE_LINE + shown);
      err.flush();
      lineShown = true;
    } else {
      err.println(line);
    }
  }

  /** Something worth keeping on the screen, for example a finished step and its time. */
  public synchronized void keep(String done) {
    if (quiet) {
      return;
    }
    endLine();
    err.println(clock() + " " + done);
  }

  /** A warning or an error, shown also when quiet. */
  public synchronized void complain(String message) {
    endLine();
    err.println(message);
  }

  /** Leaves the terminal clean before results are printed. */
  public synchronized void endLine() {
    if (lineShown) {
      err.print(ERASE_LINE);
      err.flush();
      lineShown = false;
    }
  }

  private String clock() {
    Duration elapsed = Duration.ofNanos(nanoTime.getAsLong() - startedNanos);
    return String.format(
        Locale.ROOT, "[%d:%02d]", elapsed.toMinutes(), (long) elapsed.toSecondsPart());
  }

  private static String firstLine(String text) {
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end);
  }
}
