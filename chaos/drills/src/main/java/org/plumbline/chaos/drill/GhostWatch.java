package org.plumbline.chaos.drill;

import java.time.Duration;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.chaos.workload.Bystander;
import org.plumbline.chaos.workload.WorkloadFailed;
import org.plumbline.client.NodeAddress;
import org.plumbline.client.RequestFailed;
import org.plumbline.compose.MessengerNode;

/**
 * How long a user is still said to be online, and would be looked for on a node that was killed,
 * when his device does not come back to say otherwise.
 */
final class GhostWatch {

  private static final String FINDING = "state_of_dead_node_ends";
  private static final String FIGURE = "state_outlived_node";
  private static final Duration CONNECTED_WITHIN = Duration.ofSeconds(10);
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(15);
  private static final long PAUSE_NANOS = 50_000_000;

  private final Scene scene;
  private final @Nullable Bystander bystander;
  private final String doubt;
  private CompletableFuture<OptionalDouble> ended =
      CompletableFuture.completedFuture(OptionalDouble.empty());

  private GhostWatch(Scene scene, @Nullable Bystander bystander, String doubt) {
    this.scene = scene;
    this.bystander = bystander;
    this.doubt = doubt;
  }

  /** Before the kill: a user of the victim, whom a friend sees online over the survivor. */
  static GhostWatch begin(Scene scene, MessengerNode victim, MessengerNode survivor)
      throws InterruptedException {
    try {
      Bystander bystander =
          Bystander.at(scene.fleet(), address(victim), address(survivor), CONNECTED_WITHIN);
      boolean online = bystander.isOnline();
      return new GhostWatch(
          scene, bystander, online ? "" : "he was not seen online before the kill");
    } catch (WorkloadFailed | RequestFailed e) {
      return new GhostWatch(scene, null, String.valueOf(e.getMessage()));
    }
  }

  private static NodeAddress address(MessengerNode node) {
    return new NodeAddress(node.http(), node.webSocket());
  }

  /** After the kill: nobody says goodbye for him, and it is asked on until he counts as away. */
  void struck() {
    Bystander gone = bystander;
    if (gone != null) {
      gone.close();
      Executor aside = task -> Thread.ofVirtual().start(task);
      ended = CompletableFuture.supplyAsync(() -> secondsOnline(gone), aside);
    }
  }

  private OptionalDouble secondsOnline(Bystander gone) {
    long end = scene.faultNanos() + ENDS_WITHIN.toNanos();
    while (scene.nanos() < end) {
      if (isToldAway(gone)) {
        return OptionalDouble.of((scene.nanos() - scene.faultNanos()) / 1e9);
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return OptionalDouble.empty();
  }

  /** The survivor is busy with the devices that come to it: no answer says nothing. */
  private static boolean isToldAway(Bystander gone) {
    try {
      return !gone.isOnline();
    } catch (RequestFailed e) {
      return false;
    }
  }

  /** What became of it; the time goes to the figures. */
  Finding finding() throws InterruptedException {
    if (bystander == null || !doubt.isEmpty()) {
      return Finding.of(FINDING, Outcome.UNKNOWN, "It was not tried: " + doubt + ".");
    }
    OptionalDouble seconds = awaited();
    seconds.ifPresent(value -> scene.figure(FIGURE, Figure.of(value, "s", 1)));
    return Finding.of(
        FINDING,
        seconds.isPresent() ? Outcome.HELD : Outcome.BROKEN,
        seconds.isPresent()
            ? "A user of the killed node who did not come back was said to be online for "
                + Scene.seconds(seconds.getAsDouble())
                + " more."
            : "A user of the killed node who did not come back was said to be online for longer"
                + " than "
                + Scene.seconds(ENDS_WITHIN.toMillis() / 1e3)
                + ".");
  }

  private OptionalDouble awaited() throws InterruptedException {
    try {
      return ended.get(2 * ENDS_WITHIN.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      return OptionalDouble.empty();
    }
  }
}
