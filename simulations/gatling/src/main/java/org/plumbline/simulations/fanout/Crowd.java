package org.plumbline.simulations.fanout;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.FrameCodec;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.MessageId;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;
import org.plumbline.simulations.load.Account;
import org.plumbline.simulations.load.AccountDesk;
import org.plumbline.simulations.load.LoadContext;
import org.plumbline.simulations.load.LoadFailure;
import org.plumbline.simulations.load.NodeAddress;
import org.plumbline.swarm.Backoff;
import org.plumbline.swarm.Opening;
import org.plumbline.swarm.Passport;

/** The members, their groups, and who of them is where: in turn on the nodes, a process each. */
final class Crowd {

  /** Like that of the other loads. */
  static final int TEXT_BYTES = 100;

  private static final int REQUESTS_AT_ONCE = 4;
  private static final String DEVICE = "phone";

  /** This is no storm: nodes whose code is cold answer a few at a time. */
  private static final int CONNECTS_AT_ONCE = 64;

  /** Whom a cold node could not take at first comes again: all are to be there. */
  private static final Backoff AGAIN = Backoff.fixed(Duration.ofSeconds(1));

  private final FanOutShape shape;
  private final List<NodeAddress> nodes;
  private final List<Account> accounts;
  private final List<ThreadId> threads;

  Crowd(
      FanOutShape shape, List<NodeAddress> nodes, List<Account> accounts, List<ThreadId> threads) {
    this.shape = shape;
    this.nodes = List.copyOf(nodes);
    this.accounts = List.copyOf(accounts);
    this.threads = List.copyOf(threads);
  }

  /**
   * Makes the users and the groups.
   *
   * @param prefix of the users' names
   */
  static Crowd gather(FanOutShape shape, LoadContext context, String prefix)
      throws LoadFailure, InterruptedException {
    try (AccountDesk desk = new AccountDesk(context, REQUESTS_AT_ONCE)) {
      List<Account> accounts = desk.bulk(prefix, shape.sockets(), DEVICE);
      List<List<Account>> groups =
          IntStream.range(0, shape.groups())
              .mapToObj(
                  group -> accounts.subList(group * shape.members(), (group + 1) * shape.members()))
              .toList();
      desk.befriendAll(groups);
      return new Crowd(shape, context.nodes(), accounts, desk.group(groups));
    }
  }

  private int process(int number) {
    return number % nodes.size();
  }

  private int socket(int number) {
    return number / nodes.size();
  }

  /** One process for each node, from addresses of its own. */
  List<Opening> openings(int firstNetwork, long seed) {
    List<Opening> openings = new ArrayList<>();
    for (int process = 0; process < nodes.size(); process++) {
      List<Passport> passports = new ArrayList<>();
      for (int number = process; number < accounts.size(); number += nodes.size()) {
        Account account = accounts.get(number);
        passports.add(new Passport(account.user(), account.device(), account.token()));
      }
      openings.add(
          Opening.messenger(List.of(nodes.get(process).webSocket()), passports, seed + process)
              .from(firstNetwork + process)
              .connecting(CONNECTS_AT_ONCE)
              .returning(AGAIN));
    }
    return openings;
  }

  /** As many sockets of a bare server as a group has members, over as many processes. */
  List<Opening> openings(URI floor, int firstNetwork, long seed) {
    List<Opening> openings = new ArrayList<>();
    for (int process = 0; process < nodes.size(); process++) {
      int count = (shape.members() - process + nodes.size() - 1) / nodes.size();
      openings.add(Opening.plain(floor, count, seed + process).from(firstNetwork + process));
    }
    return openings;
  }

  /** The first members of each group write, the first of one group on the next group's node. */
  List<Voice> voices() {
    List<Voice> voices = new ArrayList<>();
    for (int group = 0; group < shape.groups(); group++) {
      for (int writer = 0; writer < shape.writers(); writer++) {
        int number = group * shape.members() + (group + writer) % shape.members();
        voices.add(
            new Voice(
                process(number),
                socket(number),
                Optional.of(threads.get(group).value()),
                shape.recipients()));
      }
    }
    return voices;
  }

  /** One socket, whose texts a bare server sends to all, that one too. */
  List<Voice> floorVoices() {
    return List.of(new Voice(0, 0, Optional.empty(), shape.members()));
  }

  /** How long the text of a bare server's frame is that is as long as a member's frame. */
  int frameBytes() {
    Message message =
        new Message(
            threads.getFirst(),
            new MessageId(1L << 61),
            10_000,
            9_999,
            new UserId(accounts.getFirst().user()),
            new TempId("a1000." + System.nanoTime()),
            new Content.Text("x".repeat(TEXT_BYTES)),
            1_800_000_000_000L);
    return FrameCodec.encode(new ServerFrame.Receive(message)).length;
  }
}
