package org.plumbline.simulations.crowd;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.plumbline.simulations.load.GeneratorPriority;
import org.plumbline.simulations.load.LoadContext;
import org.plumbline.simulations.load.LoadFailure;
import org.plumbline.simulations.load.LoadPhase;
import org.plumbline.simulations.load.NodePower;
import org.plumbline.swarm.Backoff;
import org.plumbline.swarm.Opening;
import org.plumbline.swarm.Sending;
import org.plumbline.swarm.Swarm;
import org.plumbline.swarm.SwarmFailure;
import org.plumbline.swarm.SwarmReport;
import org.plumbline.swarm.TrafficReport;

/**
 * A node of a crowd is killed while devices of the others write to each other; its own devices come
 * back by some rule. The node is started again in the end.
 */
final class NodeDeath {

  private static final int DEAD = 0;
  private static final int TEXT_BYTES = 100;
  private static final char TRAFFIC = 'a';

  /** The log gives a dead node's share to the others after some seconds: its messages wait. */
  private static final Duration DRAIN = Duration.ofSeconds(40);

  private static final Duration SOON = Duration.ofMillis(500);

  /** What was seen of it; the report's timeline begins when the node died. */
  record Storm(SwarmReport report, TrafficReport traffic, SwarmUse use) {}

  private final String name;
  private final LoadContext context;
  private final ReconnectPlan plan;
  private final Seats seats;
  private final List<Seats.Pair> pairs;
  private final NodePower power;
  private final GeneratorPriority priority;
  private final LongSupplier clockNanos;

  private NodeDeath(
      String name,
      LoadContext context,
      ReconnectPlan plan,
      Seats seats,
      List<Seats.Pair> pairs,
      NodePower power,
      GeneratorPriority priority,
      LongSupplier clockNanos) {
    this.name = name;
    this.context = context;
    this.plan = plan;
    this.seats = seats;
    this.pairs = List.copyOf(pairs);
    this.power = power;
    this.priority = priority;
    this.clockNanos = clockNanos;
  }

  /**
   * With friends among those who stay.
   *
   * @param name of the scenario
   * @throws LoadFailure when nodes may not be killed here, or there is but one
   */
  static NodeDeath prepare(
      String name, LoadContext context, ReconnectPlan plan, String prefix, LongSupplier clockNanos)
      throws LoadFailure, InterruptedException {
    NodePower power =
        context
            .power()
            .orElseThrow(
                () ->
                    new LoadFailure(
                        name
                            + " kills a node, which it may not in an environment that another"
                            + " process runs (plumb down, then again)",
                        null));
    if (context.nodes().size() < 2) {
      throw new LoadFailure("nodes: 1 (expected: at least 2, since one is killed)", null);
    }
    context.progress().accept(name + ": making " + plan.each() + " users for each node");
    Seats seats = Seats.take(context, prefix, plan.each());
    List<Integer> others =
        IntStream.range(0, seats.nodes()).filter(node -> node != DEAD).boxed().toList();
    List<Seats.Pair> pairs =
        seats.befriend(context, others, Math.min(plan.pairsPerNode(), plan.each() / 2));
    return new NodeDeath(
        name, context, plan, seats, pairs, power, GeneratorPriority.permitted(), clockNanos);
  }

  GeneratorPriority priority() {
    return priority;
  }

  int connections() {
    return plan.each() * seats.nodes();
  }

  /** All connect, the node dies, and those who were there come back by that rule. */
  Storm with(Backoff backoff) throws LoadFailure, InterruptedException {
    List<Opening> openings =
        seats.openings(context.seed()).stream()
            .map(opening -> opening.connecting(Swarm.socketsPerProcess()).returning(backoff))
            .toList();
    Path folder = context.runFolder().resolve("load").resolve(name);
    try (Swarm swarm = Swarm.start("swarm", folder, priority::command, openings)) {
      context.progress().accept(name + ": connecting " + connections());
      if (!swarm.open().all()) {
        throw new LoadFailure("not all stand: " + Lines.troubles(swarm.report()), null);
      }
      return struck(swarm);
    } catch (SwarmFailure e) {
      throw new LoadFailure(String.valueOf(e.getMessage()), e);
    }
  }

  private Storm struck(Swarm swarm) throws LoadFailure, SwarmFailure, InterruptedException {
    SwarmReport before = swarm.report();
    long begun = clockNanos.getAsLong();
    Sending whole =
        new Sending(
            TRAFFIC,
            new Sending.Others(List.of()),
            plan.perSecond(),
            begun + SOON.toNanos(),
            plan.warmUp(),
            plan.before().plus(plan.after()),
            plan.slices(),
            TEXT_BYTES,
            context.seed());
    context.phases().phaseBegan(LoadPhase.STEADY);
    swarm.send(seats.sendings(pairs, whole));
    long strike = whole.beginNanos() + plan.warmUp().plus(plan.before()).toNanos();
    Thread.sleep(Duration.ofNanos(Math.max(0, strike - clockNanos.getAsLong())));
    String dead = seats.node(DEAD).id();
    context.progress().accept(name + ": killing " + dead + " with " + plan.each());
    swarm.mark(clockNanos.getAsLong());
    power.kill(dead);
    try {
      swarm.await(whole, DRAIN);
      SwarmReport after = swarm.report();
      context.phases().phaseBegan(LoadPhase.ENDED);
      TrafficReport traffic = after.traffic(TRAFFIC);
      return new Storm(
          after, traffic, SwarmUse.between(before, after, clockNanos.getAsLong() - begun, traffic));
    } finally {
      power.start(dead);
    }
  }
}
