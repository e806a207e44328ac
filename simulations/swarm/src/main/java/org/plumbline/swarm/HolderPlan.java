package org.plumbline.swarm;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which sockets a process opens.
 *
 * @param targets WebSocket addresses
 * @param inTurn whether socket number {@code i} begins at the {@code i}-th target in turn; else all
 *     begin at the first, and the others are for those who reconnect
 * @param accounts one line for each: user, device and token, with a tabulator between; null for a
 *     server that asks for no token
 * @param firstAccount the line of the first socket
 * @param count how many sockets at most
 * @param openNow how many of them at once; more when told so
 * @param sources local addresses, in turn
 * @param connectsAtOnce how many may be on their way at the same time
 * @param connectsPerSecond attempts a second at most, or 0 for no such limit
 * @param messenger whether the server speaks the messenger's frames; else every text counts
 * @param acknowledges whether messages that come are acknowledged as delivered
 * @param backoff when a socket that ended comes back
 * @param openWithinMillis how long opening may take in all
 * @param seed decides masks, spreads and waits
 */
record HolderPlan(
    List<URI> targets,
    boolean inTurn,
    @Nullable Path accounts,
    int firstAccount,
    int count,
    int openNow,
    List<String> sources,
    int connectsAtOnce,
    double connectsPerSecond,
    boolean messenger,
    boolean acknowledges,
    Backoff backoff,
    long openWithinMillis,
    long seed) {

  private static final int ACCOUNTS_MAX = 10_000_000;
  private static final int SOURCES_MAX = 250;
  private static final int CONNECTS_AT_ONCE = 256;
  private static final long OPEN_WITHIN_MILLIS = 120_000;

  static HolderPlan read(Fields fields) throws MalformedCommand {
    List<URI> targets = new ArrayList<>();
    for (String target : fields.texts("targets", "WebSocket addresses ws://HOST:PORT/PATH")) {
      targets.add(target(target));
    }
    int count = (int) fields.whole("count", 1, FileLimit.sockets());
    boolean accounts = fields.has("accounts");
    long network = fields.whole("source_network", 1, 1, 254);
    HolderPlan plan =
        new HolderPlan(
            targets,
            fields.flag("in_turn", true),
            accounts ? Path.of(fields.text("accounts", "a file")) : null,
            (int) fields.whole("first_account", 0, 0, ACCOUNTS_MAX),
            count,
            (int) fields.whole("open_now", count, 1, count),
            sources(network, (int) fields.whole("sources", 64, 1, SOURCES_MAX)),
            (int) fields.whole("connects_at_once", CONNECTS_AT_ONCE, 1, FileLimit.sockets()),
            fields.number("connects_per_second", 0, 0, 1e6),
            fields.oneOf("frames", "messenger", List.of("messenger", "text")).equals("messenger"),
            fields.flag("acknowledge", false),
            Backoff.read(fields.object("reconnect")),
            fields.whole("open_within_ms", OPEN_WITHIN_MILLIS, 1, 3_600_000),
            fields.whole("seed", 1, Long.MIN_VALUE, Long.MAX_VALUE));
    fields.noneLeft();
    if (plan.messenger && plan.accounts == null) {
      throw new MalformedCommand(
          "accounts: missing (expected: a file, since nodes ask for tokens)");
    }
    return plan;
  }

  private static URI target(String text) throws MalformedCommand {
    try {
      URI uri = URI.create(text);
      if ("ws".equals(uri.getScheme()) && uri.getHost() != null && uri.getPort() > 0) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // Said below, in the same words as for any other address that is none.
    }
    throw new MalformedCommand("targets: " + text + " (expected: ws://HOST:PORT/PATH)");
  }

  /** One loopback address has ports for some 28,000 connections to the same server: so many. */
  private static List<String> sources(long network, int count) {
    List<String> sources = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      sources.add("127.0." + network + "." + i);
    }
    return List.copyOf(sources);
  }
}
