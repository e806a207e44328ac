package org.plumbline.chaos.drill;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.plumbline.chaos.experiment.provider.ActivityFailed;
import org.plumbline.chaos.fault.Fault;
import org.plumbline.chaos.fault.FaultFailure;
import org.plumbline.chaos.fault.KillSwitch;
import org.plumbline.chaos.fault.Proof;

/** The faults of one drill: struck, proven and healed, with the notes that its scene takes. */
final class Breakage {

  private final Scene scene;
  private final KillSwitch killSwitch;
  private final Map<Fault, Boolean> proven = new LinkedHashMap<>();
  private boolean begun;

  Breakage(Scene scene, KillSwitch killSwitch) {
    this.scene = scene;
    this.killSwitch = killSwitch;
  }

  Scene scene() {
    return scene;
  }

  /**
   * Breaks it. The control of its proof comes first: what is seen before the strike proves nothing.
   *
   * @param prelude whether it only prepares what the drill is about
   */
  void strike(Fault fault, boolean prelude) throws ActivityFailed, InterruptedException {
    Proof control = fault.proof();
    if (control.active()) {
      scene.prove(false, "already before " + fault.what() + ": " + control.how());
    }
    if (!prelude && !begun) {
      provePreludes();
      scene.striking();
      scene.struck(fault.what());
    }
    try {
      killSwitch.strike(fault);
    } catch (FaultFailure e) {
      throw new ActivityFailed(String.valueOf(e.getMessage()), e);
    }
    proven.put(fault, prelude);
    if (prelude) {
      scene.mark("prepared: " + fault.what());
    } else if (!begun) {
      begun = true;
      scene.hasStruck();
    }
  }

  /** The fault of that kind that has struck and is not yet healed. */
  <T extends Fault> Optional<T> struck(Class<T> kind) {
    return proven.keySet().stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }

  /** What was prepared has to be there when it begins; the fault itself may end it. */
  private void provePreludes() {
    proven.forEach(
        (fault, prelude) -> {
          if (prelude) {
            Proof proof = fault.proof();
            scene.prove(proof.active(), proof.how());
          }
        });
  }

  /**
   * Looks whether all was really broken, and heals it.
   *
   * @param readyWithin how long what was healed may take until it serves
   * @param connectedWithin how long all devices may take to be connected
   * @return whether both were in time
   */
  boolean heal(Duration readyWithin, Duration connectedWithin)
      throws ActivityFailed, InterruptedException {
    if (proven.isEmpty()) {
      return true;
    }
    Map<Fault, Boolean> healing = new LinkedHashMap<>(proven);
    proven.clear();
    scene.healing();
    healing.forEach(
        (fault, prelude) -> {
          if (!prelude) {
            Proof proof = fault.proof();
            scene.prove(proof.active(), proof.how());
          }
        });
    boolean ready = true;
    for (Fault fault : healing.keySet()) {
      try {
        killSwitch.heal(fault);
      } catch (FaultFailure e) {
        throw new ActivityFailed(String.valueOf(e.getMessage()), e);
      }
    }
    for (Fault fault : healing.keySet()) {
      ready &= readyWithin.isZero() || fault.awaitHealed(readyWithin);
    }
    boolean connected = connectedWithin.isZero() || connectedWithin(connectedWithin);
    scene.healed(healing.size() == 1 ? "it" : "all " + healing.size() + " faults");
    if (!ready) {
      scene.note(
          "What was healed did not serve again within " + readyWithin.toSeconds() + " s of load.");
    }
    scene.healedLast(healing.keySet());
    return ready && connected;
  }

  private boolean connectedWithin(Duration atMost) throws InterruptedException {
    return scene.await(() -> scene.reachable() == 1, atMost);
  }
}
