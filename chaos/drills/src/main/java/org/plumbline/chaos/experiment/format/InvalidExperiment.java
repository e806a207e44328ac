package org.plumbline.chaos.experiment.format;

import java.util.List;

/** A file that is no experiment, or not one that can run here: everything that is wrong with it. */
public final class InvalidExperiment extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  /** All that is wrong with that file. */
  public InvalidExperiment(String file, List<String> problems) {
    super(file + ":\n  " + String.join("\n  ", problems));
    this.problems = List.copyOf(problems);
  }

  /** One line each: the path in the file, the value there, what was expected. */
  public List<String> problems() {
    return problems;
  }
}
