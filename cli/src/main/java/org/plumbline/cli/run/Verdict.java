package org.plumbline.cli.run;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What was found about a claim. Without evidence it is {@link #NOT_RUN}, never a pass. */
public enum Verdict {
  FAILS,
  CONDITIONAL,
  INCONCLUSIVE,
  HOLDS,
  NOT_RUN;

  /** As people read it and as files hold it, for example {@code not run}. */
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** The verdict of that label; anything else is refused. */
  @JsonCreator
  public static Verdict of(String label) {
    return Arrays.stream(values())
        .filter(verdict -> verdict.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "verdict: "
                        + label
                        + " (expected: one of "
                        + Arrays.stream(values())
                            .map(Verdict::label)
                            .collect(Collectors.joining(", "))
                        + ")"));
  }
}
