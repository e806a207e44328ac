package org.plumbline.swarm;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One traffic as one process hears of it: the process that sends, and those that only receive and
 * have to know which part is recorded.
 *
 * @param id {@code a} to {@code z}
 * @param to to whom
 * @param perSecond how many messages this process sends a second, Poisson distributed
 * @param beginNanos when it begins, on {@link System#nanoTime}; the same for all processes
 * @param warmUp how long nothing is recorded
 * @param duration how long it is recorded then
 * @param slices in how many equal parts the recorded time is cut
 * @param textBytes how long each text is, 64 to 8,000
 * @param seed decides arrivals and who writes
 */
public record Sending(
    char id,
    To to,
    double perSecond,
    long beginNanos,
    Duration warmUp,
    Duration duration,
    int slices,
    int textBytes,
    long seed) {

  /** To whom messages go. */
  public sealed interface To {}

  /** A socket of this process, and the direct thread that it writes to. */
  public record Lane(int socket, String thread) {}

  /** To the other users of direct threads; without lanes, this process only receives. */
  public record Others(List<Lane> lanes) implements To {
    public Others {
      lanes = List.copyOf(lanes);
    }
  }

  /**
   * To a group's thread.
   *
   * @param sender the socket that writes, or empty in a process that only receives
   * @param expected how many sockets of all processes are to get each message
   */
  public record Group(String thread, Optional<Integer> sender, int expected) implements To {}

  /** To oneself, by a server that sends back what comes. */
  public record Echo() implements To {}

  /** To all, by a server that sends on what begins with an exclamation mark; as for a group. */
  public record Broadcast(Optional<Integer> sender, int expected) implements To {}

  /** The same traffic as another process hears of it. */
  public Sending to(To others) {
    return new Sending(
        id, others, perSecond, beginNanos, warmUp, duration, slices, textBytes, seed);
  }

  /** When the recorded part is over. */
  public long endNanos() {
    return beginNanos + warmUp.plus(duration).toNanos();
  }

  ObjectNode command() {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    out.put("command", "traffic");
    out.put("id", String.valueOf(id));
    switch (to) {
      case Others others -> {
        out.put("kind", "pairs");
        var lanes = out.putArray("lanes");
        others.lanes.forEach(lane -> lanes.addArray().add(lane.socket()).add(lane.thread()));
      }
      case Group group -> {
        out.put("kind", "group");
        out.put("thread", group.thread());
        out.put("sender", group.sender().orElse(-1));
        out.put("expected", group.expected());
      }
      case Echo _ -> out.put("kind", "echo");
      case Broadcast broadcast -> {
        out.put("kind", "broadcast");
        out.put("sender", broadcast.sender().orElse(-1));
        out.put("expected", broadcast.expected());
      }
    }
    out.put("per_second", perSecond);
    out.put("begin_nanos", beginNanos);
    out.put("warm_up_ms", warmUp.toMillis());
    out.put("duration_ms", duration.toMillis());
    out.put("slices", slices);
    out.put("text_bytes", textBytes);
    out.put("seed", seed);
    return out;
  }
}
