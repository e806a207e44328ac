package org.plumbline.chaos.drill;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.plumbline.compose.Environment;

/**
 * Where, how large and for whom a drill runs.
 *
 * @param environment two nodes or more, behind proxies, with the drill's {@link
 *     Drill#nodeSettings()}
 * @param runFolder where {@code history/<drill>.jsonl} and {@code journal/<drill>.json} go
 * @param seed of users' names, contents and waits
 * @param progress hears one plain line per step
 * @param clock the time of day, for the evidence
 * @param nanoClock the monotonic clock of the history
 */
public record DrillContext(
    Environment environment,
    Path runFolder,
    long seed,
    DrillProfile profile,
    Consumer<String> progress,
    InstantSource clock,
    LongSupplier nanoClock) {

  /** A context with the system's clocks. */
  public static DrillContext of(
      Environment environment,
      Path runFolder,
      long seed,
      DrillProfile profile,
      Consumer<String> progress) {
    return new DrillContext(
        environment, runFolder, seed, profile, progress, InstantSource.system(), System::nanoTime);
  }

  DrillContext with(DrillProfile other) {
    return new DrillContext(environment, runFolder, seed, other, progress, clock, nanoClock);
  }
}
