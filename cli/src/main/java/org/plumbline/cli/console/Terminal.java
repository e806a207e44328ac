package org.plumbline.cli.console;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The two streams of the command and what they can show.
 *
 * @param out results, always UTF-8
 * @param err progress, complaints and logs
 * @param colour whether results may carry colours: a terminal, and {@code NO_COLOR} is not set
 * @param live whether the progress line may be overwritten in place
 */
public record Terminal(PrintStream out, PrintStream err, boolean colour, boolean live) {

  /**
   * The streams of this process. The launcher says which of them are terminals, because Java can
   * tell only for both together.
   */
  public static Terminal ofProcess(Map<String, String> environment, String terminals) {
    List<String> attached = Arrays.asList(terminals.split(",", -1));
    boolean dumb = "dumb".equals(environment.get("TERM"));
    boolean colourRefused = !environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new Terminal(
        utf8(FileDescriptor.out),
        utf8(FileDescriptor.err),
        attached.contains("out") && !dumb && !colourRefused,
        attached.contains("err") && !dumb);
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  /** The text in that colour, or as it is when colours are off. */
  public String paint(Colour paint, String text) {
    return colour ? paint.code() + text + Colour.RESET : text;
  }
}
