package org.plumbline.chaos.drill;

import java.util.List;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.chaos.checker.Timings;

/**
 * What a drill has to see and say beyond its file and the invariants of all drills. One a run, made
 * by {@link Judges}; a file names it.
 */
abstract class Judge {

  /** Under load, before anything breaks. */
  void begin(Scene scene) throws InterruptedException {}

  /** Under load, when the method is over and all is healed. */
  void afterMethod(Scene scene) throws InterruptedException {}

  /** What must have held, when all is quiet. */
  List<Finding> findings(Scene scene, Timings timings) {
    return List.of();
  }
}
