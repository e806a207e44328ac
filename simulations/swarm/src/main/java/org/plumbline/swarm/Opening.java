package org.plumbline.swarm;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The sockets of one process.
 *
 * @param targets WebSocket addresses; all begin at the first, the others are for those who come
 *     back
 * @param passports one for each socket; none for a server that asks for no token
 * @param count how many sockets at most
 * @param openNow how many of them at once
 * @param sourceNetwork the third number of their loopback addresses, 1 to 254
 * @param sources how many such addresses
 * @param connectsAtOnce how many may be on their way at the same time
 * @param connectsPerSecond attempts a second at most, or 0 for no such limit
 * @param acknowledges whether messages that come are acknowledged as delivered
 * @param backoff when a socket that ended comes back
 * @param within how long opening may take
 * @param seed decides masks, spreads and waits
 */
public record Opening(
    List<URI> targets,
    List<Passport> passports,
    int count,
    int openNow,
    int sourceNetwork,
    int sources,
    int connectsAtOnce,
    double connectsPerSecond,
    boolean acknowledges,
    Backoff backoff,
    Duration within,
    long seed) {

  private static final int SOURCES = 64;
  private static final int CONNECTS_AT_ONCE = 256;
  private static final Duration WITHIN = Duration.ofMinutes(3);

  public Opening {
    targets = List.copyOf(targets);
    passports = List.copyOf(passports);
    if (!passports.isEmpty() && passports.size() != count) {
      throw new IllegalArgumentException(
          "passports: " + passports.size() + " (expected: none, or count = " + count + ")");
    }
  }

  /** One socket of a messenger for each passport, all at once, which stays closed when it ends. */
  public static Opening messenger(List<URI> targets, List<Passport> passports, long seed) {
    int count = passports.size();
    return new Opening(
        targets,
        passports,
        count,
        count,
        1,
        SOURCES,
        CONNECTS_AT_ONCE,
        0,
        false,
        Backoff.none(),
        WITHIN,
        seed);
  }

  /** Sockets of a server that asks for no token and speaks no frames of ours. */
  public static Opening plain(URI target, int count, long seed) {
    return new Opening(
        List.of(target),
        List.of(),
        count,
        count,
        1,
        SOURCES,
        CONNECTS_AT_ONCE,
        0,
        false,
        Backoff.none(),
        WITHIN,
        seed);
  }

  /** The same, of which only so many open now. */
  public Opening openingNow(int now) {
    return new Opening(
        targets,
        passports,
        count,
        now,
        sourceNetwork,
        sources,
        connectsAtOnce,
        connectsPerSecond,
        acknowledges,
        backoff,
        within,
        seed);
  }

  /** The same from the addresses {@code 127.0.network.x}. */
  public Opening from(int network) {
    return new Opening(
        targets,
        passports,
        count,
        openNow,
        network,
        sources,
        connectsAtOnce,
        connectsPerSecond,
        acknowledges,
        backoff,
        within,
        seed);
  }

  /** The same with so many on their way at the same time. */
  public Opening connecting(int atOnce) {
    return new Opening(
        targets,
        passports,
        count,
        openNow,
        sourceNetwork,
        sources,
        atOnce,
        connectsPerSecond,
        acknowledges,
        backoff,
        within,
        seed);
  }

  /** The same, and what ends comes back by this strategy. */
  public Opening returning(Backoff strategy) {
    return new Opening(
        targets,
        passports,
        count,
        openNow,
        sourceNetwork,
        sources,
        connectsAtOnce,
        connectsPerSecond,
        acknowledges,
        strategy,
        within,
        seed);
  }

  /** The same, whose messages are acknowledged as delivered. */
  public Opening acknowledging() {
    return new Opening(
        targets,
        passports,
        count,
        openNow,
        sourceNetwork,
        sources,
        connectsAtOnce,
        connectsPerSecond,
        true,
        backoff,
        within,
        seed);
  }

  /** The command, with the passports in a file. */
  ObjectNode command(Path accounts) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    out.put("command", "open");
    var addresses = out.putArray("targets");
    targets.forEach(target -> addresses.add(target.toString()));
    out.put("in_turn", false);
    if (passports.isEmpty()) {
      out.put("frames", "text");
    } else {
      out.put("accounts", accounts.toString());
    }
    out.put("count", count);
    out.put("open_now", openNow);
    out.put("source_network", sourceNetwork);
    out.put("sources", sources);
    out.put("connects_at_once", connectsAtOnce);
    out.put("connects_per_second", connectsPerSecond);
    out.put("acknowledge", acknowledges);
    backoff.write(out.putObject("reconnect"));
    out.put("open_within_ms", within.toMillis());
    out.put("seed", seed);
    return out;
  }
}
