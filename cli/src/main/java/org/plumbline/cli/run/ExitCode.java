package org.plumbline.cli.run;

/** What the command returns, and what that means. */
public enum ExitCode {
  OK(0, "All was judged, and nothing failed that should hold."),
  BROKEN(1, "A promise of the messenger broke."),
  USAGE(2, "The command was not understood."),
  ENVIRONMENT(3, "The environment could not run."),
  INCONCLUSIVE(4, "The evidence is not clear enough to judge."),
  INTERRUPTED(130, "Interrupted.");

  private final int number;
  private final String meaning;

  ExitCode(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  public int number() {
    return number;
  }

  public String meaning() {
    return meaning;
  }
}
