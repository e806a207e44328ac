package org.plumbline.simulations.transports;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.plumbline.client.ClientRuntime;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.TempId;
import org.plumbline.simulations.calibration.NodeMeter;
import org.plumbline.simulations.driver.Crowd;
import org.plumbline.simulations.driver.OpenLoop;
import org.plumbline.simulations.driver.Phone;
import org.plumbline.simulations.load.ArrivalSchedule;
import org.plumbline.simulations.load.LoadContext;
import org.plumbline.simulations.load.LoadFailure;
import org.plumbline.simulations.load.NodeAddress;
import org.plumbline.simulations.measure.SlicedHistogram;

/** Phases of messages between pairs, each with all devices on one way. Used by one thread. */
final class TransportTraffic {

  private static final int SLICES = 5;

  /** The documents calculate with 100 bytes. */
  private static final String TEXT = "x".repeat(100);

  private final LoadContext context;
  private final TransportPlan plan;
  private final Crowd crowd;
  private final List<CountingRelay> relays;
  private final ClientRuntime runtime;
  private final NodeMeter meter;
  private final LongSupplier clockNanos;
  private final ArrivalSchedule schedule;
  private int number;

  TransportTraffic(
      LoadContext context,
      TransportPlan plan,
      Crowd crowd,
      List<CountingRelay> relays,
      ClientRuntime runtime,
      NodeMeter meter,
      LongSupplier clockNanos) {
    this.context = context;
    this.plan = plan;
    this.crowd = crowd;
    this.relays = List.copyOf(relays);
    this.runtime = runtime;
    this.meter = meter;
    this.clockNanos = clockNanos;
    this.schedule =
        ArrivalSchedule.poisson(
            context.seed(), 2 * plan.pairs(), plan.messagesPerSecond(), plan.traffic());
  }

  /** Connects all devices that way, plays the schedule, and lets them go. */
  TransportPhase phase(Way way) throws IOException, LoadFailure, InterruptedException {
    List<Phone> phones = new ArrayList<>();
    try {
      for (int user = 0; user < 2 * plan.pairs(); user++) {
        NodeAddress node =
            plan.isMetered(user / 2) ? TransportsScenario.through(relays, user) : crowd.node(user);
        phones.add(Phone.connect(runtime, node, crowd.account(user), way.transport(plan)));
      }
      return played(way, phones);
    } finally {
      phones.forEach(Phone::close);
      number++;
    }
  }

  private TransportPhase played(Way way, List<Phone> phones)
      throws IOException, InterruptedException {
    long lengthMicros = plan.traffic().toNanos() / 1_000;
    SlicedHistogram delivery = new SlicedHistogram(0, lengthMicros, SLICES);
    SlicedHistogram lag = new SlicedHistogram(0, lengthMicros, SLICES);
    OpenLoop loop = new OpenLoop(clockNanos, lag);
    LongAdder delivered = new LongAdder();
    LongAdder metered = new LongAdder();
    NodeMeter.Reading before = meter.read();
    WireCount wireBefore = TransportsScenario.counted(relays);
    OpenLoop.Outcome outcome =
        loop.run(
            schedule,
            TransportsScenario.patience(context),
            (message, intended) -> {
              int sender = schedule.senderOf(message);
              long shown = sent(phones, sender, message);
              delivered.increment();
              if (plan.isMetered(sender / 2)) {
                metered.increment();
              } else {
                delivery.record(intended, loop.microsAt(shown) - intended);
              }
            });
    WireCount wire = TransportsScenario.counted(relays).since(wireBefore);
    NodeMeter.Reading after = meter.read();
    return new TransportPhase(
        way,
        outcome.begun(),
        delivered.sum(),
        delivery.slices(),
        lag.slices(),
        after.cpuMicros() - before.cpuMicros(),
        metered.sum(),
        wire,
        outcome.witnesses());
  }

  /** Sends to the neighbour; when his device showed it, on the clock. */
  private long sent(List<Phone> phones, int sender, int message) throws Exception {
    TempId tempId = new TempId("way-" + number + "-" + message);
    var _ =
        phones
            .get(sender)
            .send(crowd.thread(sender, sender ^ 1), tempId, new Content.Text(TEXT))
            .get();
    return phones.get(sender ^ 1).arrival(crowd.user(sender), tempId).get().nanos();
  }
}
