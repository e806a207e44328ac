package org.plumbline.simulations.load;

import io.gatling.app.Gatling;

/**
 * The generator's process: Gatling, which ends together with the process that started it.
 *
 * <p>Gatling ends the process itself: 0 when it ran, 1 when it could not, 2 when an assertion of a
 * simulation did not hold.
 */
public final class GeneratorMain {

  private static final int PARENT_GONE = 143;

  private GeneratorMain() {}

  /** Takes Gatling's own arguments. */
  public static void main(String[] arguments) {
    ProcessHandle.current()
        .parent()
        .ifPresent(
            parent -> {
              var _ = parent.onExit().thenRun(() -> Runtime.getRuntime().halt(PARENT_GONE));
            });
    Gatling.main(arguments);
  }
}
