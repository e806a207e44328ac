package org.plumbline.simulations.transports;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.client.ClientRuntime;
import org.plumbline.simulations.calibration.NodeMeter;
import org.plumbline.simulations.driver.Crowd;
import org.plumbline.simulations.driver.LoadReport;
import org.plumbline.simulations.driver.Phone;
import org.plumbline.simulations.load.LoadContext;
import org.plumbline.simulations.load.LoadFailure;
import org.plumbline.simulations.load.LoadPhase;
import org.plumbline.simulations.load.LoadScenario;
import org.plumbline.simulations.load.NodeAddress;
import org.plumbline.simulations.measure.GeneratorMeter;

/**
 * The same 1:1 messages by WebSocket, long poll and short poll, in turn (A B C C B A), with idle
 * devices of each way beside them. Pass line: every message is shown, whichever way it goes, and
 * all ways carried the same messages. The results are ratios to the socket.
 */
public final class TransportsScenario implements LoadScenario {

  /** The scenario's name. */
  public static final String NAME = "transports";

  private final InstantSource clock;
  private final LongSupplier clockNanos;

  /** A scenario on these clocks; the first one also keeps the users of two loads apart. */
  public TransportsScenario(InstantSource clock, LongSupplier clockNanos) {
    this.clock = clock;
    this.clockNanos = clockNanos;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Evidence run(LoadContext context) throws LoadFailure, InterruptedException {
    TransportPlan plan = TransportPlan.of(context.profile());
    Instant started = clock.instant();
    Crowd crowd = Crowd.register(context, NAME, started, plan.users());
    crowd.befriendNeighbours(context);
    List<AutoCloseable> open = new ArrayList<>();
    try (ClientRuntime runtime = ClientRuntime.create(clockNanos, context.seed());
        NodeMeter meter = new NodeMeter(context.nodes(), clockNanos)) {
      try {
        List<CountingRelay> busy = relays(context, open);
        Map<Way, List<CountingRelay>> quiet = new EnumMap<>(Way.class);
        for (Way way : Way.values()) {
          List<CountingRelay> relays = relays(context, open);
          quiet.put(way, relays);
          for (int number = 0; number < plan.idlePerWay(); number++) {
            int user = plan.idleUser(way, number);
            NodeAddress node = through(relays, user);
            open.add(Phone.connect(runtime, node, crowd.account(user), way.transport(plan)));
          }
        }
        TransportTraffic traffic =
            new TransportTraffic(context, plan, crowd, busy, runtime, meter, clockNanos);
        return measured(context, plan, traffic, quiet, started);
      } finally {
        close(open);
      }
    } catch (IOException e) {
      throw new LoadFailure("relays or nodes cannot be read: " + e, e);
    }
  }

  /** One for each node, closed with the others. */
  private static List<CountingRelay> relays(LoadContext context, List<AutoCloseable> open)
      throws IOException {
    List<CountingRelay> relays = new ArrayList<>();
    for (NodeAddress node : context.nodes()) {
      CountingRelay relay = CountingRelay.to(node);
      open.addFirst(relay);
      relays.add(relay);
    }
    return relays;
  }

  static NodeAddress through(List<CountingRelay> relays, int user) {
    return relays.get(user % relays.size()).address();
  }

  static WireCount counted(List<CountingRelay> relays) {
    return relays.stream().map(CountingRelay::count).reduce(WireCount.NOTHING, WireCount::plus);
  }

  private Evidence measured(
      LoadContext context,
      TransportPlan plan,
      TransportTraffic traffic,
      Map<Way, List<CountingRelay>> quiet,
      Instant started)
      throws IOException, LoadFailure, InterruptedException {
    context.phases().phaseBegan(LoadPhase.WARM_UP);
    for (Way way : Way.values()) {
      var _ = traffic.phase(way);
    }
    context.phases().phaseBegan(LoadPhase.STEADY);
    GeneratorMeter generator = GeneratorMeter.ofThisProcess(clockNanos);
    generator.start();
    Map<Way, WireCount> before = counted(quiet);
    long from = clockNanos.getAsLong();
    List<TransportPhase> phases = new ArrayList<>();
    for (Way way : plan.order()) {
      context
          .progress()
          .accept(
              NAME + ": " + way.label() + ", " + (phases.size() + 1) + "/" + plan.order().size());
      phases.add(traffic.phase(way));
    }
    double minutes = (clockNanos.getAsLong() - from) / 6e10;
    Map<Way, WireCount> idle = counted(quiet);
    idle.replaceAll((way, count) -> count.since(before.getOrDefault(way, WireCount.NOTHING)));
    GeneratorMeter.Use use = generator.used();
    context.phases().phaseBegan(LoadPhase.ENDED);
    TransportComparison comparison =
        new TransportComparison(phases, idle, minutes * plan.idlePerWay(), context.seed());
    LoadReport report = new LoadReport(NAME, context);
    settings(report, plan);
    return report
        .putAll(comparison.figures())
        .findAll(comparison.findings())
        .generator(use, comparison.lag())
        .noteAll(notes())
        .evidence(started, clock.instant());
  }

  private static Map<Way, WireCount> counted(Map<Way, List<CountingRelay>> relays) {
    Map<Way, WireCount> counts = new EnumMap<>(Way.class);
    relays.forEach((way, some) -> counts.put(way, counted(some)));
    return counts;
  }

  private static void settings(LoadReport report, TransportPlan plan) {
    report
        .set("pairs", plan.pairs())
        .set("metered_pairs", plan.meteredPairs())
        .set("idle_devices_per_way", plan.idlePerWay())
        .set("offered_rate", plan.messagesPerSecond())
        .set("phases", plan.order().size())
        .set("phase", plan.traffic())
        .set("long_poll_patience", plan.patience())
        .set("short_poll_every", plan.every());
  }

  private static List<String> notes() {
    return List.of(
        "Phases in the order A B C C B A, each with the same messages at the same intended times;"
            + " before them one phase of each way that is not counted. Both devices of a pair go"
            + " the way of the phase.",
        "Latencies are of the pairs without a relay. Bytes and requests are those of TCP's payload"
            + " at the relays, heads, receipts and empty polls included; a message's are what"
            + " passed from the first intended send until the last message was shown, divided by"
            + " the messages.",
        "Processor time is that of all node processes over the same time, idle devices and the"
            + " nodes' own work included, divided by the messages. Ratios of it are of neighbouring"
            + " phases: median, least and most.",
        "Generator, chat nodes and data servers share the machine's cores.");
  }

  private static void close(List<AutoCloseable> open) {
    // Devices before the relays that they go through.
    for (AutoCloseable each : open.reversed()) {
      try {
        each.close();
      } catch (Exception e) {
        // What cannot be closed has ended already.
      }
    }
  }

  /** How long outstanding messages are waited for. */
  static Duration patience(LoadContext context) {
    return context.profile().drainMax();
  }
}
