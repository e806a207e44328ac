package org.plumbline.probes;

/**
 * One behaviour and how it is tried.
 *
 * @param id snake_case; claims name it as {@code probe.behaviour/<id>}
 * @param shows what holds when the trial passes, as a sentence
 */
public record Probe(String id, String shows, Trial trial) {

  /** A short story with people of its own. */
  @FunctionalInterface
  public interface Trial {
    /**
     * Tries it.
     *
     * @throws ProbeFailed when something else was seen than claimed
     * @throws Exception when it could not be tried: the outcome is then unknown
     */
    void run(World world) throws Exception;
  }
}
