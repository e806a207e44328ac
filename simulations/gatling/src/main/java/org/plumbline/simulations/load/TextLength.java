package org.plumbline.simulations.load;

import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long the texts of messages are, in characters of one byte each. */
public sealed interface TextLength {

  /** The length of the next text, at least 1 and at most {@code max}. */
  int next(RandomGenerator random, int max);

  /** The form that {@link #parse} reads. */
  String text();

  /** Always the same: the design documents calculate with 100 bytes. */
  record Fixed(int characters) implements TextLength {
    public Fixed {
      if (characters < 1) {
        throw new IllegalArgumentException("characters: " + characters + " (expected: >= 1)");
      }
    }

    @Override
    public int next(RandomGenerator random, int max) {
      return Math.min(characters, max);
    }

    @Override
    public String text() {
      return Integer.toString(characters);
    }
  }

  /**
   * Log-normal, the parameters those of the natural logarithm. Real chats, n = 474,562: (2.83,
   * 1.15), which has the median 17 characters.
   */
  record LogNormal(double mean, double deviation) implements TextLength {
    public LogNormal {
      if (!Double.isFinite(mean) || !(deviation >= 0) || deviation > 5) {
        throw new IllegalArgumentException(
            "log_normal: " + mean + ", " + deviation + " (expected: a finite mean, 0 to 5)");
      }
    }

    @Override
    public int next(RandomGenerator random, int max) {
      double characters = Math.exp(mean + deviation * random.nextGaussian());
      return (int) Math.clamp(Math.round(characters), 1L, (long) max);
    }

    @Override
    public String text() {
      return String.format(Locale.ROOT, "log_normal(%s,%s)", mean, deviation);
    }
  }

  /** Reads {@code 100} or {@code log_normal(2.83,1.15)}. */
  static TextLength parse(String text) {
    Matcher logNormal = Patterns.LOG_NORMAL.matcher(text.strip());
    if (logNormal.matches()) {
      return new LogNormal(
          Double.parseDouble(logNormal.group(1)), Double.parseDouble(logNormal.group(2)));
    }
    if (Patterns.FIXED.matcher(text.strip()).matches()) {
      return new Fixed(Integer.parseInt(text.strip()));
    }
    throw new IllegalArgumentException(
        "text_length: " + text + " (expected: 100 or log_normal(2.83,1.15))");
  }

  /** Kept apart because an interface's fields are public. */
  final class Patterns {
    private static final Pattern FIXED = Pattern.compile("\\d{1,6}");
    private static final Pattern LOG_NORMAL =
        Pattern.compile("log_normal\\((\\d+(?:\\.\\d+)?),(\\d+(?:\\.\\d+)?)\\)");

    private Patterns() {}
  }
}
