package org.plumbline.simulations.chat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.plumbline.protocol.ThreadId;
import org.plumbline.simulations.load.Account;
import org.plumbline.simulations.load.LoadProfile;
import org.plumbline.simulations.load.NodeAddress;

/**
 * Who sits where: the members of a thread in turn on the nodes, both devices of a user on the same
 * one, so that partners of a pair are always on different nodes.
 */
final class Seating {

  private static final String HEADER =
      "chat,member,device,thread_id,user_id,device_id,node,uri,token";

  /** The device that every user has. */
  static final String FIRST = "first";

  private static final String SECOND = "second";

  private final List<Seat> seats;
  private final int members;
  private final Map<Integer, Seat> byPlace = new HashMap<>();
  private final Map<String, Integer> chatsByThread = new LinkedHashMap<>();
  private final List<Map<String, Integer>> membersByUser = new ArrayList<>();
  private final long[] expectedLanes;

  Seating(List<Seat> seats) {
    this.seats = List.copyOf(seats);
    this.members = seats.stream().mapToInt(Seat::member).max().orElse(-1) + 1;
    int chats = seats.stream().mapToInt(Seat::chat).max().orElse(-1) + 1;
    for (int chat = 0; chat < chats; chat++) {
      membersByUser.add(new HashMap<>());
    }
    for (Seat seat : seats) {
      byPlace.put(place(seat.chat(), seat.lane()), seat);
      chatsByThread.put(seat.thread().value(), seat.chat());
      membersByUser.get(seat.chat()).put(seat.user(), seat.member());
    }
    this.expectedLanes = new long[chats * members];
    for (int sender = 0; sender < expectedLanes.length; sender++) {
      expectedLanes[sender] = othersOf(sender);
    }
  }

  private long othersOf(int sender) {
    long expected = 0;
    for (int lane = 0; lane < lanes(); lane++) {
      if (lane != Seat.lane(memberOf(sender), 0) && isTaken(chatOf(sender), lane)) {
        expected |= 1L << lane;
      }
    }
    return expected;
  }

  /**
   * The users to register and their devices. Second devices are spread evenly over the users.
   *
   * @param prefix keeps the users of one load apart from those of any other
   */
  static Map<String, List<String>> usersOf(LoadProfile profile, String prefix) {
    Map<String, List<String>> users = new LinkedHashMap<>();
    for (int user = 0; user < profile.users(); user++) {
      double share = profile.secondDeviceShare();
      boolean second = Math.floor((user + 1) * share) > Math.floor(user * share);
      users.put(prefix + "-" + user, second ? List.of(FIRST, SECOND) : List.of(FIRST));
    }
    return users;
  }

  /**
   * Seats the accounts that were opened for {@link #usersOf}.
   *
   * @param threads one for each {@code members} users, in their order
   */
  static Seating of(
      List<Account> accounts, List<NodeAddress> nodes, int members, List<ThreadId> threads) {
    List<Seat> seats = new ArrayList<>();
    for (Account account : accounts) {
      int user = Integer.parseInt(account.user().substring(account.user().lastIndexOf('-') + 1));
      int chat = user / members;
      int member = user % members;
      NodeAddress node = nodes.get((chat + member) % nodes.size());
      seats.add(
          new Seat(
              chat,
              member,
              account.device().equals(FIRST) ? 0 : 1,
              threads.get(chat),
              account.user(),
              account.device(),
              node.id(),
              node.webSocket(),
              account.token()));
    }
    return new Seating(seats);
  }

  List<Seat> seats() {
    return seats;
  }

  int chats() {
    return membersByUser.size();
  }

  int members() {
    return members;
  }

  /** How many devices a thread can have. */
  int lanes() {
    return members * Seat.DEVICES_MAX;
  }

  int senders() {
    return expectedLanes.length;
  }

  /** Senders are numbered through the threads, all members of each. */
  int sender(Seat seat) {
    return seat.chat() * members + seat.member();
  }

  int chatOf(int sender) {
    return sender / members;
  }

  int memberOf(int sender) {
    return sender % members;
  }

  /** The number of the thread, or -1 when none of ours talks in it. */
  int chatOf(ThreadId thread) {
    return chatsByThread.getOrDefault(thread.value(), -1);
  }

  /** The user's number in that thread, or -1 for a stranger to it. */
  int memberOf(int chat, String user) {
    return membersByUser.get(chat).getOrDefault(user, -1);
  }

  /** Whether that thread has a device in that lane. */
  boolean isTaken(int chat, int lane) {
    return byPlace.containsKey(place(chat, lane));
  }

  Seat seat(int chat, int lane) {
    return Objects.requireNonNull(byPlace.get(place(chat, lane)), "no device in that lane");
  }

  /** The device that the sender sends from. */
  Seat seatOf(int sender) {
    return seat(chatOf(sender), Seat.lane(memberOf(sender), 0));
  }

  private int place(int chat, int lane) {
    return chat * lanes() + lane;
  }

  /** The lanes, as bits, whose devices have to receive what the sender sends. */
  long expectedLanes(int sender) {
    return expectedLanes[sender];
  }

  void write(Path file) throws IOException {
    List<String> lines = new ArrayList<>(List.of(HEADER));
    for (Seat seat : seats) {
      lines.add(
          String.join(
              ",",
              Integer.toString(seat.chat()),
              Integer.toString(seat.member()),
              Integer.toString(seat.device()),
              seat.thread().value(),
              seat.user(),
              seat.deviceId(),
              seat.node(),
              seat.uri().toString(),
              seat.token()));
    }
    Files.write(file, lines);
  }

  static Seating read(Path file) throws IOException {
    List<Seat> seats = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      if (line.equals(HEADER)) {
        continue;
      }
      String[] cells = line.split(",", -1);
      if (cells.length != 9) {
        throw new IOException(file + ": " + cells.length + " cells in a line (expected: 9)");
      }
      seats.add(
          new Seat(
              Integer.parseInt(cells[0]),
              Integer.parseInt(cells[1]),
              Integer.parseInt(cells[2]),
              new ThreadId(cells[3]),
              cells[4],
              cells[5],
              cells[6],
              URI.create(cells[7]),
              cells[8]));
    }
    return new Seating(seats);
  }
}
