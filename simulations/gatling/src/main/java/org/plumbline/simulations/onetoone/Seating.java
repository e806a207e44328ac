package org.plumbline.simulations.onetoone;

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
 * Who sits where: partners on different nodes, both devices of a user on the same one, so that
 * every delivery to a partner crosses nodes.
 */
final class Seating {

  private static final String HEADER = "pair,side,device,user_id,device_id,node,uri,token";

  private final List<Seat> seats;
  private final Map<Integer, Seat> byPlace = new HashMap<>();
  private final ThreadId[] threads;
  private final Map<String, Integer> pairsByThread = new LinkedHashMap<>();

  Seating(List<Seat> seats) {
    this.seats = List.copyOf(seats);
    int pairs = seats.stream().mapToInt(Seat::pair).max().orElse(-1) + 1;
    seats.forEach(seat -> byPlace.put(place(seat.pair(), seat.lane()), seat));
    this.threads = new ThreadId[pairs];
    for (int pair = 0; pair < pairs; pair++) {
      threads[pair] = Seat.threadOf(seat(pair, 0), seat(pair, 2));
      pairsByThread.put(threads[pair].value(), pair);
    }
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
      users.put(prefix + "-" + user, second ? List.of("first", "second") : List.of("first"));
    }
    return users;
  }

  /** Seats the accounts that were opened for {@link #usersOf}. */
  static Seating of(List<Account> accounts, List<NodeAddress> nodes) {
    List<Seat> seats = new ArrayList<>();
    for (Account account : accounts) {
      int user = Integer.parseInt(account.user().substring(account.user().lastIndexOf('-') + 1));
      int pair = user / 2;
      int side = user % 2;
      NodeAddress node = nodes.get((pair + side) % nodes.size());
      seats.add(
          new Seat(
              pair,
              side,
              account.device().equals("first") ? 0 : 1,
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

  int pairs() {
    return threads.length;
  }

  ThreadId thread(int pair) {
    return threads[pair];
  }

  /** The pair that talks in this thread, or -1 when none of ours does. */
  int pairOf(ThreadId thread) {
    return pairsByThread.getOrDefault(thread.value(), -1);
  }

  /** Whether that pair has a device in that lane. */
  boolean isTaken(int pair, int lane) {
    return byPlace.containsKey(place(pair, lane));
  }

  Seat seat(int pair, int lane) {
    return Objects.requireNonNull(byPlace.get(place(pair, lane)), "no device in that lane");
  }

  private static int place(int pair, int lane) {
    return pair * Seat.LANES + lane;
  }

  /** The lanes, as bits, whose devices have to receive what the pair's {@code side} sends. */
  int expectedLanes(int pair, int side) {
    int expected = 0;
    for (int lane = 0; lane < Seat.LANES; lane++) {
      if (lane != Seat.lane(side, 0) && isTaken(pair, lane)) {
        expected |= 1 << lane;
      }
    }
    return expected;
  }

  void write(Path file) throws IOException {
    List<String> lines = new ArrayList<>(List.of(HEADER));
    for (Seat seat : seats) {
      lines.add(
          String.join(
              ",",
              Integer.toString(seat.pair()),
              Integer.toString(seat.side()),
              Integer.toString(seat.device()),
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
      if (cells.length != 8) {
        throw new IOException(file + ": " + cells.length + " cells in a line (expected: 8)");
      }
      seats.add(
          new Seat(
              Integer.parseInt(cells[0]),
              Integer.parseInt(cells[1]),
              Integer.parseInt(cells[2]),
              cells[3],
              cells[4],
              cells[5],
              URI.create(cells[6]),
              cells[7]));
    }
    return new Seating(seats);
  }
}
