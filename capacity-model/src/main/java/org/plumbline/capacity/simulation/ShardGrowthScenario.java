package org.plumbline.capacity.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import umontreal.ssj.simevents.Event;
import umontreal.ssj.simevents.Simulator;

/**
 * Many logical shards on few servers, and a server more each month: how much moves, and how even it
 * stays. A new server takes shards from those that hold most, until it has its part.
 */
public final class ShardGrowthScenario implements Scenario {
  private static final int REPEATS = 5;
  private static final int SERVERS_FIRST = 4;
  private static final int SERVERS_LAST = 64;
  private static final double SCATTER = 0.5;
  private static final List<Integer> SHARDS = List.of(64, 1_024, 16_384);
  private static final List<Integer> SHOWN = List.of(5, 8, 16, 32, 64);

  @Override
  public String name() {
    return "shard_growth";
  }

  @Override
  public String title() {
    return "Logical shards over a growing number of servers";
  }

  @Override
  public SimulationResult run(World world, long seed) {
    Repeats repeats = new Repeats();
    for (int shards : SHARDS) {
      for (int repeat = 0; repeat < REPEATS; repeat++) {
        new Growth(shards, new Draws(seed + repeat)).play(repeats);
      }
    }
    return new SimulationResult(
        name(),
        title(),
        seed,
        List.of(
            World.given("first servers", SERVERS_FIRST, "assumption"),
            World.given("deviation of the logarithm of a shard's load", SCATTER, "assumption"),
            World.given("repeats", REPEATS, "seeds of their own")),
        repeats.readings(),
        List.of());
  }

  private static final class Growth {
    private final int shards;
    private final double[] load;
    private final double total;
    private final List<Server> servers = new ArrayList<>();

    Growth(int shards, Draws draws) {
      this.shards = shards;
      this.load = new double[shards];
      for (int server = 0; server < SERVERS_FIRST; server++) {
        servers.add(new Server());
      }
      for (int shard = 0; shard < shards; shard++) {
        load[shard] = draws.scatter(SCATTER);
        servers.get(shard % SERVERS_FIRST).take(shard, load[shard]);
      }
      this.total = Arrays.stream(load).sum();
    }

    void play(Repeats repeats) {
      Simulator simulator = new Simulator();
      simulator.init();
      new Event(simulator) {
        @Override
        public void actions() {
          double moved = addServer();
          int count = servers.size();
          if (SHOWN.contains(count)) {
            String subject = shards + " shards, " + count + " servers";
            repeats
                .add(subject, "load that moved", moved, "1")
                .add(subject, "least that has to", 1.0 / count, "1")
                .add(subject, "moved by key % servers", 1 - 1.0 / count, "1")
                .add(subject, "busiest server by mean", busiest(), "1");
          }
          if (count < SERVERS_LAST) {
            schedule(1);
          }
        }
      }.schedule(1);
      simulator.start();
    }

    /** The share of the whole load that moved. */
    private double addServer() {
      double part = total / (servers.size() + 1);
      Server added = new Server();
      while (true) {
        Server fullest =
            servers.stream().max(Comparator.comparingDouble(server -> server.load)).orElseThrow();
        int next = fullest.shards.getLast();
        if (fullest.shards.size() == 1 || added.load + load[next] / 2 > part) {
          break;
        }
        fullest.shards.removeLast();
        fullest.load -= load[next];
        added.take(next, load[next]);
      }
      servers.add(added);
      return added.load / total;
    }

    private double busiest() {
      double most = servers.stream().mapToDouble(server -> server.load).max().orElseThrow();
      return most / (total / servers.size());
    }
  }

  private static final class Server {
    private final List<Integer> shards = new ArrayList<>();
    private double load;

    void take(int shard, double itsLoad) {
      shards.add(shard);
      load += itsLoad;
    }
  }
}
