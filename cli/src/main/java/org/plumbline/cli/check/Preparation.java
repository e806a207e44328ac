package org.plumbline.cli.check;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.plumbline.cli.console.Progress;
import org.plumbline.compose.StartCaches;
import org.plumbline.probes.Rehearsal;
import org.plumbline.probes.World;

/** What is done once after a build, so that no run has to. */
public final class Preparation {
  private Preparation() {}

  /**
   * Makes the servers' start caches unless they are there.
   *
   * @throws InterruptedException when this thread was interrupted
   */
  public static void prepare(
      Path home, long seed, Progress progress, InstantSource clock, LongSupplier nanoTime)
      throws InterruptedException {
    StartCaches.prepare(
        home,
        environment -> {
          try (World world = Measurements.world(environment, seed, nanoTime)) {
            Rehearsal.in(world, clock);
          }
        },
        progress::keep);
  }
}
