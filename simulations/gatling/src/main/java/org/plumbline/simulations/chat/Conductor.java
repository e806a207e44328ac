package org.plumbline.simulations.chat;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.plumbline.simulations.load.LoadPhase;
import org.plumbline.simulations.measure.GeneratorMeter;

/**
 * Leads the devices through the phases: nobody sends before all are connected, and nobody leaves
 * before the outstanding deliveries came or took too long. One thread runs it; the devices ask it.
 */
final class Conductor implements Runnable {

  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(30);
  private static final Duration LEAD = Duration.ofMillis(200);
  private static final long LOOK_EVERY_MILLIS = 20;

  private final GeneratorPlan plan;
  private final Ledger ledger;
  private final GeneratorMeter meter;
  private final LongSupplier clockNanos;
  private final Consumer<LoadPhase> phases;
  private final int devices;
  private final CountDownLatch missing;
  private final Set<String> welcomed = ConcurrentHashMap.newKeySet();

  private volatile long startNanos;
  private volatile boolean started;
  private volatile boolean over;
  private volatile @Nullable String failure;
  private volatile GeneratorMeter.Use use = new GeneratorMeter.Use(0, 0, 1);

  Conductor(
      GeneratorPlan plan,
      int devices,
      Ledger ledger,
      GeneratorMeter meter,
      LongSupplier clockNanos,
      Consumer<LoadPhase> phases) {
    this.plan = plan;
    this.devices = devices;
    this.ledger = ledger;
    this.meter = meter;
    this.clockNanos = clockNanos;
    this.phases = phases;
    this.missing = new CountDownLatch(devices);
  }

  /** A device's session stands. */
  void welcome(String user, String device) {
    if (welcomed.add(user + "/" + device)) {
      missing.countDown();
    }
  }

  boolean hasStarted() {
    return started;
  }

  boolean isOver() {
    return over;
  }

  @Nullable String failure() {
    return failure;
  }

  /** What the generator used in the steady phase. */
  GeneratorMeter.Use use() {
    return use;
  }

  /** Microseconds since the start of the warm-up; negative before it. */
  long elapsedMicros() {
    return (clockNanos.getAsLong() - startNanos) / 1_000;
  }

  @Override
  public void run() {
    try {
      if (missing.await(CONNECT_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
        conduct();
      } else {
        failure =
            welcomed.size()
                + " of "
                + devices
                + " devices were welcomed within "
                + CONNECT_WITHIN.toSeconds()
                + " s";
      }
    } catch (InterruptedException e) {
      failure = "interrupted";
      Thread.currentThread().interrupt();
    } finally {
      over = true;
    }
  }

  private void conduct() throws InterruptedException {
    startNanos = clockNanos.getAsLong() + LEAD.toNanos();
    started = true;
    phases.accept(LoadPhase.WARM_UP);
    sleepUntil(plan.warmUp());
    meter.start();
    phases.accept(LoadPhase.STEADY);
    sleepUntil(plan.warmUp().plus(plan.duration()));
    use = meter.used();
    phases.accept(LoadPhase.DRAIN);
    long drainedBy = clockNanos.getAsLong() + plan.drainMax().toNanos();
    while (!ledger.isSettled() && clockNanos.getAsLong() - drainedBy < 0) {
      Thread.sleep(LOOK_EVERY_MILLIS);
    }
    long receiptedBy = clockNanos.getAsLong() + plan.drainMax().toNanos();
    while (!ledger.isReceipted() && clockNanos.getAsLong() - receiptedBy < 0) {
      Thread.sleep(LOOK_EVERY_MILLIS);
    }
    phases.accept(LoadPhase.ENDED);
  }

  private void sleepUntil(Duration sinceStart) throws InterruptedException {
    long nanos = startNanos + sinceStart.toNanos() - clockNanos.getAsLong();
    if (nanos > 0) {
      Thread.sleep(Duration.ofNanos(nanos));
    }
  }
}
