package org.plumbline.chaos.experiment.run;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.plumbline.chaos.experiment.format.Programs;
import org.plumbline.chaos.experiment.provider.Activities;

/**
 * What an experiment runs in.
 *
 * @param toxiproxy of an experiment that names none
 * @param pause lets time go by
 * @param progress hears one plain line per step
 */
public record Surroundings(
    Programs programs,
    Optional<URI> toxiproxy,
    Activities activities,
    InstantSource clock,
    Pause pause,
    Consumer<String> progress) {

  /** Lets time go by. */
  public interface Pause {
    void of(Duration time) throws InterruptedException;
  }

  /** An experiment that stands alone, at the system's clock. */
  public static Surroundings alone(
      Programs programs, Optional<URI> toxiproxy, Consumer<String> progress) {
    return new Surroundings(
        programs, toxiproxy, Activities.NONE, InstantSource.system(), Thread::sleep, progress);
  }
}
