package org.plumbline.chaos.fault;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.plumbline.compose.Topology;

/** Links that are closed and open in turn. */
final class FlappingLinks implements Fault {

  private final LinkDown down;
  private final Duration period;
  private final AtomicInteger seenDown = new AtomicInteger();
  private final AtomicInteger toggles = new AtomicInteger();
  private @Nullable Thread thread;

  FlappingLinks(int port, List<Topology.LinkAddress> links, Duration period) {
    this.down = new LinkDown(port, links);
    this.period = period;
  }

  @Override
  public String what() {
    return "every " + period.toMillis() + " ms in turn open and " + down.what();
  }

  @Override
  public List<Undo> undo() {
    return down.undo();
  }

  @Override
  public void strike() throws FaultFailure {
    down.strike();
    thread = Thread.ofVirtual().name("flapping-links").start(this::toggle);
  }

  private void toggle() {
    try {
      while (true) {
        seenDown.addAndGet(down.proof().active() ? 1 : 0);
        pause();
        down.heal();
        pause();
        down.strike();
        toggles.incrementAndGet();
      }
    } catch (InterruptedException | FaultFailure e) {
      // The end, or Toxiproxy is gone: how often it was seen down tells.
      return;
    }
  }

  private void pause() throws InterruptedException {
    LockSupport.parkNanos(period.toNanos());
    if (Thread.interrupted()) {
      throw new InterruptedException("healed");
    }
  }

  @Override
  public Proof proof() {
    return new Proof(
        seenDown.get() > 0,
        "seen down " + seenDown.get() + " times, toggled " + toggles.get() + " times");
  }

  @Override
  public void heal() throws FaultFailure {
    Thread running = thread;
    if (running != null) {
      running.interrupt();
      try {
        running.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    down.heal();
  }
}
