package org.plumbline.simulations.crowd;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;
import org.plumbline.simulations.driver.Crowd;
import org.plumbline.simulations.load.Account;
import org.plumbline.simulations.load.AccountDesk;
import org.plumbline.simulations.load.LoadContext;
import org.plumbline.simulations.load.LoadFailure;
import org.plumbline.simulations.load.NodeAddress;
import org.plumbline.swarm.Opening;
import org.plumbline.swarm.Passport;
import org.plumbline.swarm.Sending;

/** Who sits at which node: one swarm process for each node, with the same number of users each. */
final class Seats {

  private static final String DEVICE = "phone";

  private final List<NodeAddress> nodes;
  private final List<List<Account>> blocks = new ArrayList<>();

  private Seats(List<NodeAddress> nodes) {
    this.nodes = List.copyOf(nodes);
  }

  /**
   * Makes the users of all nodes.
   *
   * @param prefix begins their names
   * @param each how many of each node
   */
  static Seats take(LoadContext context, String prefix, int each)
      throws LoadFailure, InterruptedException {
    Seats seats = new Seats(context.nodes());
    try (AccountDesk desk = Crowd.desk(context)) {
      for (int node = 0; node < context.nodes().size(); node++) {
        seats.blocks.add(desk.bulk(prefix + "-n" + node, each, DEVICE));
      }
    }
    return seats;
  }

  /** How many nodes there are. */
  int nodes() {
    return nodes.size();
  }

  NodeAddress node(int number) {
    return nodes.get(number);
  }

  int each() {
    return blocks.getFirst().size();
  }

  Account account(int node, int seat) {
    return blocks.get(node).get(seat);
  }

  /** The openings of all processes; process k begins at node k, and goes on to the next ones. */
  List<Opening> openings(long seed) {
    List<Opening> openings = new ArrayList<>();
    for (int node = 0; node < nodes.size(); node++) {
      List<URI> targets = new ArrayList<>(nodes.stream().map(NodeAddress::webSocket).toList());
      Collections.rotate(targets, -node);
      List<Passport> passports =
          blocks.get(node).stream()
              .map(account -> new Passport(account.user(), account.device(), account.token()))
              .toList();
      openings.add(Opening.messenger(targets, passports, seed + node).from(1 + node));
    }
    return List.copyOf(openings);
  }

  /** Two seats that write to one another. */
  record Pair(int node, int seat, int otherNode, int otherSeat) {}

  /**
   * Pairs of friends: the first seats of each node with those of the next one, or among themselves
   * where there is one node.
   *
   * @param among the nodes that take part
   * @param perNode how many pairs begin at each; twice as many seats are taken
   */
  List<Pair> befriend(LoadContext context, List<Integer> among, int perNode)
      throws LoadFailure, InterruptedException {
    List<Pair> pairs = pairs(among, Math.min(perNode, each() / 2));
    try (AccountDesk desk = Crowd.desk(context)) {
      desk.befriendAll(
          pairs.stream()
              .map(
                  pair ->
                      List.of(
                          account(pair.node(), pair.seat()),
                          account(pair.otherNode(), pair.otherSeat())))
              .toList());
    }
    return pairs;
  }

  /** Seat i of a node with seat perNode + i of the next one: nobody is in two pairs. */
  static List<Pair> pairs(List<Integer> among, int perNode) {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < among.size(); i++) {
      for (int seat = 0; seat < perNode; seat++) {
        pairs.add(new Pair(among.get(i), seat, among.get((i + 1) % among.size()), perNode + seat));
      }
    }
    return List.copyOf(pairs);
  }

  /**
   * The parts of a traffic between these pairs, one for each process; the rate is shared by how
   * many of them write there.
   *
   * @param whole with the rate of all together
   */
  List<Sending> sendings(List<Pair> pairs, Sending whole) {
    List<List<Sending.Lane>> lanes = new ArrayList<>();
    for (int node = 0; node < nodes.size(); node++) {
      lanes.add(new ArrayList<>());
    }
    for (Pair pair : pairs) {
      String thread =
          ThreadId.direct(
                  new UserId(account(pair.node(), pair.seat()).user()),
                  new UserId(account(pair.otherNode(), pair.otherSeat()).user()))
              .value();
      lanes.get(pair.node()).add(new Sending.Lane(pair.seat(), thread));
      lanes.get(pair.otherNode()).add(new Sending.Lane(pair.otherSeat(), thread));
    }
    List<Sending> parts = new ArrayList<>();
    for (int node = 0; node < nodes.size(); node++) {
      double share = lanes.get(node).size() / (2.0 * pairs.size());
      parts.add(
          new Sending(
              whole.id(),
              new Sending.Others(lanes.get(node)),
              Math.max(0.001, whole.perSecond() * share),
              whole.beginNanos(),
              whole.warmUp(),
              whole.duration(),
              whole.slices(),
              whole.textBytes(),
              whole.seed() + node));
    }
    return List.copyOf(parts);
  }
}
