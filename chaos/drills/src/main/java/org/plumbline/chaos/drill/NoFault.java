package org.plumbline.chaos.drill;

import java.util.List;
import java.util.Map;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.chaos.checker.Timings;

/**
 * The control: the same load and the same checks, and nothing breaks. What a drill finds counts
 * only against this.
 */
final class NoFault extends Drill {

  NoFault() {
    super("no-fault", Map.of());
  }

  @Override
  String fault() {
    return "none";
  }

  @Override
  boolean cutsSockets() {
    return false;
  }

  @Override
  void disturb(Scene scene) throws InterruptedException {
    scene.struck("nothing: this is the control");
    scene.hold(scene.profile().hold());
    scene.healed("nothing");
  }

  @Override
  void heal(Scene scene) {}

  @Override
  List<Finding> judge(Scene scene, Timings timings) {
    return List.of();
  }
}
