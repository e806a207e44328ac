package org.plumbline.chaos.experiment.format;

import java.time.Duration;

/**
 * When the hypothesis is held and when is rolled back.
 *
 * @param frequency pause between two looks at the hypothesis during the method
 * @param failFast whether the method ends at the first look that deviates
 */
public record Strategies(Hold hypothesis, Undo rollbacks, Duration frequency, boolean failFast) {

  /** When the hypothesis is looked at. */
  public enum Hold {
    DEFAULT("default"),
    BEFORE("before-method-only"),
    AFTER("after-method-only"),
    DURING("during-method-only"),
    CONTINUOUSLY("continuously");

    private final String word;

    Hold(String word) {
      this.word = word;
    }

    /** As the file writes it. */
    public String word() {
      return word;
    }

    public boolean before() {
      return this == DEFAULT || this == BEFORE || this == CONTINUOUSLY;
    }

    public boolean during() {
      return this == DURING || this == CONTINUOUSLY;
    }

    public boolean after() {
      return this == DEFAULT || this == AFTER || this == CONTINUOUSLY;
    }
  }

  /** When the rollbacks are applied. */
  public enum Undo {
    /** Unless the method was never begun, or the run was interrupted. */
    DEFAULT("default"),
    ALWAYS("always"),
    NEVER("never"),
    DEVIATED("deviated");

    private final String word;

    Undo(String word) {
      this.word = word;
    }

    /** As the file writes it. */
    public String word() {
      return word;
    }
  }

  Strategies duringOnly() {
    return new Strategies(Hold.DURING, Undo.NEVER, frequency, false);
  }
}
