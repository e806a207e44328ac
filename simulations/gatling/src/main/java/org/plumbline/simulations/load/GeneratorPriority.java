package org.plumbline.simulations.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * How far the load generator is preferred to the servers with which it shares the cores.
 *
 * <p>A generator that waits for a core sends late, and then measures its own waiting. A niceness
 * does not prevent that: on two cores with some thirty runnable threads of cold servers, threads of
 * the generator waited up to 77 ms for a core though their session had three times the servers'
 * weight. A real-time policy (sched(7), {@code SCHED_RR}) is served at once; the kernel keeps 5% of
 * each second for the others, and the generator needs a tenth of a core.
 */
public enum GeneratorPriority {
  /** Served before any process of normal priority. */
  REAL_TIME,

  /** Like any other process: the system has no {@code chrt}, or this user may not use it. */
  NORMAL;

  private static final long TRIAL_SECONDS_MAX = 5;

  /** The highest that this user may give, found by trying. */
  public static GeneratorPriority permitted() throws InterruptedException {
    return REAL_TIME.isPermitted() ? REAL_TIME : NORMAL;
  }

  /** What stands in the evidence. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The command that runs this one with this priority. */
  public List<String> command(List<String> words) {
    if (this == NORMAL) {
      return words;
    }
    List<String> all = new ArrayList<>(List.of("chrt", "--rr", "1"));
    all.addAll(words);
    return all;
  }

  private boolean isPermitted() throws InterruptedException {
    try {
      Process trial =
          new ProcessBuilder(command(List.of("true")))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!trial.waitFor(TRIAL_SECONDS_MAX, TimeUnit.SECONDS)) {
        trial.destroyForcibly();
        return false;
      }
      return trial.exitValue() == 0;
    } catch (IOException e) {
      // There is no such program here, which is an answer.
      return false;
    }
  }
}
