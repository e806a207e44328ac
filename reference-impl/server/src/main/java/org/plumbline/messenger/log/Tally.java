package org.plumbline.messenger.log;

/** Counts what became of the letters of one replay. */
public final class Tally {

  private int replayed;
  private int thereAlready;
  private int kept;

  /** Counts one; {@code NOT_NOW} is none. */
  public void count(DeadLetter.Fate fate) {
    switch (fate) {
      case REPLAYED -> replayed++;
      case THERE_ALREADY -> thereAlready++;
      case KEPT -> kept++;
      case NOT_NOW -> {
        // It was not tried.
      }
    }
  }

  /** The sums. */
  public DeadLetters.Replayed sums(boolean finished) {
    return new DeadLetters.Replayed(replayed, thereAlready, kept, finished);
  }
}
