package org.plumbline.messenger.limit;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * So many at once, and so many again in each period, evenly: the text {@code "500, 100/s"} or
 * {@code "20, 20/m"}.
 *
 * @param burst at once
 * @param refill in each period
 * @param period one second, minute or hour
 */
public record Rate(int burst, int refill, Duration period) {

  private static final Pattern TEXT = Pattern.compile("(\\d{1,9}), *(\\d{1,9})/([smh])");

  public Rate {
    if (burst < 1 || refill < 1) {
      throw new IllegalArgumentException(
          "rate: " + burst + ", " + refill + " (expected: both >= 1)");
    }
  }

  /**
   * Reads the text form.
   *
   * @param name the setting's, for the error
   */
  public static Rate parse(String name, String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          name + ": " + text + " (expected: burst, count/s or /m or /h, as in 500, 100/s)");
    }
    Duration period =
        switch (matcher.group(3)) {
          case "s" -> Duration.ofSeconds(1);
          case "m" -> Duration.ofMinutes(1);
          default -> Duration.ofHours(1);
        };
    return new Rate(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)), period);
  }

  /** How long an empty bucket takes until it is full: by then it says nothing any more. */
  public Duration untilFull() {
    return period.multipliedBy(burst).dividedBy(refill);
  }
}
