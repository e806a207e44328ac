package org.plumbline.simulations.chat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.plumbline.simulations.load.ArrivalSchedule;
import org.plumbline.simulations.load.GeneratorProcess;
import org.plumbline.simulations.load.LoadPhase;
import org.plumbline.simulations.load.TextLength;
import org.plumbline.simulations.measure.GeneratorMeter;
import org.plumbline.simulations.measure.SlicedHistogram;

/** All parts of the generator's process but Gatling itself, put together from the plan. */
final class Generator {

  private final GeneratorPlan plan;
  private final Ledger.Latencies latencies;
  private final Ledger ledger;
  private final Conductor conductor;
  private final InstantSource wallClock;
  private final List<LaneListener> listeners = new ArrayList<>();
  private final List<DeviceScript> scripts = new ArrayList<>();
  private final Set<DeviceScript> lost = ConcurrentHashMap.newKeySet();
  private final Thread conducting;
  private volatile long steadyStartMillis;

  private Generator(
      GeneratorPlan plan, Seating seating, LongSupplier clockNanos, InstantSource wallClock) {
    this.plan = plan;
    this.wallClock = wallClock;
    ArrivalSchedule schedule =
        ArrivalSchedule.poisson(
            plan.seed(),
            seating.senders(),
            plan.messagesPerSecond(),
            plan.warmUp().plus(plan.duration()));
    this.latencies = new Ledger.Latencies(sliced(plan), sliced(plan), sliced(plan));
    this.ledger = new Ledger(seating, schedule, plan.warmUp().toNanos() / 1_000, latencies);
    GeneratorMeter meter =
        new GeneratorMeter(
            GeneratorMeter::cpuNanosOfThisProcess,
            clockNanos,
            Runtime.getRuntime().availableProcessors());
    this.conductor =
        new Conductor(plan, seating.seats().size(), ledger, meter, clockNanos, this::tell);
    for (int lane = 0; lane < seating.lanes(); lane++) {
      listeners.add(new LaneListener(lane, seating, conductor, ledger));
    }
    TextLength textLength = TextLength.parse(plan.textLength());
    List<Seat> seats = seating.seats();
    for (int place = 0; place < seats.size(); place++) {
      Seat seat = seats.get(place);
      scripts.add(
          new DeviceScript(
              seat,
              place,
              seats.size(),
              seating.sender(seat),
              schedule,
              conductor,
              ledger,
              textLength,
              plan.seed()));
    }
    this.conducting = Thread.ofPlatform().name("conductor").daemon().unstarted(conductor);
  }

  static Generator of(GeneratorPlan plan, LongSupplier clockNanos) throws IOException {
    Seating seating = Seating.read(Path.of(plan.seats()));
    return new Generator(plan, seating, clockNanos, InstantSource.system());
  }

  private static SlicedHistogram sliced(GeneratorPlan plan) {
    return new SlicedHistogram(
        plan.warmUp().toNanos() / 1_000, plan.duration().toNanos() / 1_000, plan.slices());
  }

  /** How many populations there can be. */
  int lanes() {
    return listeners.size();
  }

  List<DeviceScript> scriptsOf(int lane) {
    return scripts.stream().filter(script -> script.seat().lane() == lane).toList();
  }

  LaneListener listener(int lane) {
    return listeners.get(lane);
  }

  boolean isOver() {
    return conductor.isOver();
  }

  /** Each socket is lost once, however often its device tries to use it. */
  void socketLost(DeviceScript script) {
    if (lost.add(script)) {
      ledger.socketLost();
    }
  }

  void start() {
    conducting.start();
  }

  /** Waits for the end and leaves tally and histograms. */
  void finish() {
    try {
      conducting.join();
      Path folder = Path.of(plan.latencyFolder());
      latencies
          .delivery()
          .write(folder.resolve(plan.log(GeneratorPlan.DELIVERY)), steadyStartMillis);
      latencies
          .acknowledged()
          .write(folder.resolve(plan.log(GeneratorPlan.ACKNOWLEDGED)), steadyStartMillis);
      latencies
          .schedulingLag()
          .write(folder.resolve(plan.log(GeneratorPlan.LAG)), steadyStartMillis);
      tally().write(Path.of(plan.tally()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException("the result of the load cannot be written", e);
    }
  }

  private Tally tally() {
    GeneratorMeter.Use use = conductor.use();
    return new Tally(
        conductor.failure(),
        steadyStartMillis,
        ledger.seen(),
        listeners.stream().mapToLong(LaneListener::gaps).sum(),
        listeners.stream().mapToLong(LaneListener::resyncs).sum(),
        use.cpuNanos(),
        use.elapsedNanos(),
        use.cores());
  }

  /** Standard output is the line to the process that started this one. */
  private void tell(LoadPhase phase) {
    if (phase == LoadPhase.STEADY) {
      steadyStartMillis = wallClock.millis();
    }
    System.out.println(GeneratorProcess.PHASE_MARK + phase);
    System.out.flush();
  }
}
