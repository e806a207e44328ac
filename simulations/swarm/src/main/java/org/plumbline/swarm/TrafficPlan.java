package org.plumbline.swarm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/**
 * Messages at a fixed rate, whatever becomes of them.
 *
 * @param id {@code a} to {@code z}: which traffic a message belongs to
 * @param kind who writes to whom
 * @param lanes which socket writes to which thread; none where another process does
 * @param thread the group's thread
 * @param sender the socket that writes to the group or asks for a broadcast, or -1 when another
 *     process does
 * @param expected how many sockets of all processes are to get each message of a group or broadcast
 * @param perSecond how many messages a second, Poisson distributed
 * @param beginNanos when it begins, on {@link System#nanoTime}
 * @param warmUpNanos how long nothing is recorded
 * @param durationNanos how long it is recorded then
 * @param slices in how many equal parts the recorded time is cut
 * @param textBytes how long each text is
 * @param seed decides arrivals and who writes
 */
record TrafficPlan(
    char id,
    Kind kind,
    List<Lane> lanes,
    @Nullable String thread,
    int sender,
    long expected,
    double perSecond,
    long beginNanos,
    long warmUpNanos,
    long durationNanos,
    int slices,
    int textBytes,
    long seed) {

  /** A socket and the thread that it writes to; no thread for an echo. */
  record Lane(int socket, String thread) {}

  /** Who writes to whom. */
  enum Kind {
    /** Each to the other user of a direct thread, through the messenger. */
    PAIRS,
    /** One to a group, through the messenger. */
    GROUP,
    /** Each to itself, by a server that sends back what comes. */
    ECHO,
    /** One to all, by a server that sends on what begins with an exclamation mark. */
    BROADCAST
  }

  private static final long SOON_NANOS = Duration.ofMillis(100).toNanos();
  private static final int TEXT_MIN = 64;

  static TrafficPlan read(Fields fields, HolderPlan holder, Accounts accounts, long now)
      throws MalformedCommand {
    int sockets = holder.count();
    Kind kind =
        switch (fields.text("kind", "pairs, group, echo or broadcast")) {
          case "pairs" -> Kind.PAIRS;
          case "group" -> Kind.GROUP;
          case "echo" -> Kind.ECHO;
          case "broadcast" -> Kind.BROADCAST;
          case String other ->
              throw new MalformedCommand(
                  "kind: " + other + " (expected: pairs, group, echo or broadcast)");
        };
    boolean toAll = kind == Kind.GROUP || kind == Kind.BROADCAST;
    TrafficPlan plan =
        new TrafficPlan(
            id(fields.has("id") ? fields.text("id", "a letter from a to z") : "a"),
            kind,
            toAll ? List.of() : lanes(fields, kind, sockets, accounts),
            kind == Kind.GROUP ? fields.text("thread", "the thread of a group") : null,
            toAll ? (int) fields.whole("sender", -1, sockets - 1) : -1,
            toAll ? fields.whole("expected", 1, Integer.MAX_VALUE) : 1,
            fields.number("per_second", 100, 0.001, 1e6),
            fields.whole("begin_nanos", now + SOON_NANOS, 0, Long.MAX_VALUE),
            millis(fields.whole("warm_up_ms", 0, 0, 3_600_000)),
            millis(fields.whole("duration_ms", 10_000, 1, 36_000_000)),
            (int) fields.whole("slices", 1, 1, 1_000),
            (int) fields.whole("text_bytes", 100, TEXT_MIN, 8_000),
            fields.whole("seed", 1, Long.MIN_VALUE, Long.MAX_VALUE));
    fields.noneLeft();
    return plan;
  }

  private static char id(String text) throws MalformedCommand {
    if (text.length() != 1 || text.charAt(0) < 'a' || text.charAt(0) > 'z') {
      throw new MalformedCommand("id: " + text + " (expected: a letter from a to z)");
    }
    return text.charAt(0);
  }

  /** Unless told otherwise, neighbours write to one another; an echo needs no second one. */
  private static List<Lane> lanes(Fields fields, Kind kind, int sockets, Accounts accounts)
      throws MalformedCommand {
    if (fields.has("lanes")) {
      return fields.lanes("lanes", sockets);
    }
    List<Lane> lanes = new ArrayList<>();
    if (kind == Kind.ECHO) {
      for (int socket = 0; socket < sockets; socket++) {
        lanes.add(new Lane(socket, ""));
      }
      return List.copyOf(lanes);
    }
    for (int one = 0; one + 1 < sockets; one += 2) {
      UserId user = new UserId(accounts.user(one));
      String thread = ThreadId.direct(user, new UserId(accounts.user(one + 1))).value();
      lanes.add(new Lane(one, thread));
      lanes.add(new Lane(one + 1, thread));
    }
    if (lanes.isEmpty()) {
      throw new MalformedCommand("lanes: none of " + sockets + " sockets (expected: at least two)");
    }
    return List.copyOf(lanes);
  }

  private static long millis(long millis) {
    return Duration.ofMillis(millis).toNanos();
  }

  /** Whether this process sends it. */
  boolean sends() {
    return !lanes.isEmpty() || sender >= 0;
  }

  long steadyFrom() {
    return beginNanos + warmUpNanos;
  }

  long end() {
    return steadyFrom() + durationNanos;
  }
}
