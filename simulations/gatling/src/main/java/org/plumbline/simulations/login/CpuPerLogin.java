package org.plumbline.simulations.login;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.simulations.calibration.NodeMeter;
import org.plumbline.simulations.calibration.RatioEstimate;

/** Reads the nodes' processor time at the end of each step, beside the storm. */
final class CpuPerLogin {

  private static final int LAST_TRIES = 6;

  /** One reading. */
  record Reading(double cpuMicros, long logins) {}

  private final NodeMeter meter;
  private final StormLedger ledger;
  private final Duration step;
  private final List<Reading> readings = new ArrayList<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private @Nullable Thread reader;
  private volatile @Nullable IOException failure;

  CpuPerLogin(NodeMeter meter, StormLedger ledger, Duration step) {
    this.meter = meter;
    this.ledger = ledger;
    this.step = step;
  }

  void start() {
    reader = Thread.ofVirtual().name("login-cpu").start(this::readWhileOn);
  }

  /** All readings, the last one now. */
  List<Reading> finish() throws IOException, InterruptedException {
    over.countDown();
    Thread running = reader;
    if (running != null) {
      running.join();
    }
    IOException cause = failure;
    if (cause != null) {
      throw cause;
    }
    return List.copyOf(readings);
  }

  private void readWhileOn() {
    try {
      read();
      while (!over.await(step.toNanos(), TimeUnit.NANOSECONDS)) {
        try {
          read();
        } catch (IOException e) {
          // Nodes that hash with all their cores answer nobody: this step counts with the next.
        }
      }
      readAtLast();
    } catch (IOException e) {
      failure = e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void readAtLast() throws IOException, InterruptedException {
    for (int tries = 1; ; tries++) {
      try {
        read();
        return;
      } catch (IOException e) {
        if (tries == LAST_TRIES) {
          throw e;
        }
      }
    }
  }

  private void read() throws IOException, InterruptedException {
    readings.add(new Reading(meter.read().cpuMicros(), ledger.loginCount()));
  }

  /** Processor time of all nodes for each device that was let in; empty when none was. */
  static Optional<Figure> figure(List<Reading> readings) {
    List<RatioEstimate.Slice> slices = new ArrayList<>();
    for (int slice = 1; slice < readings.size(); slice++) {
      Reading from = readings.get(slice - 1);
      Reading to = readings.get(slice);
      slices.add(
          new RatioEstimate.Slice(to.cpuMicros() - from.cpuMicros(), to.logins() - from.logins()));
    }
    return slices.stream().anyMatch(slice -> slice.below() > 0)
        ? Optional.of(RatioEstimate.of(slices, "us"))
        : Optional.empty();
  }
}
