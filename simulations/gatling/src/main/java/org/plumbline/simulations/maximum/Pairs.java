package org.plumbline.simulations.maximum;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;
import org.plumbline.simulations.load.Account;
import org.plumbline.simulations.load.AccountDesk;
import org.plumbline.simulations.load.GeneratorPriority;
import org.plumbline.simulations.load.LoadContext;
import org.plumbline.simulations.load.LoadFailure;
import org.plumbline.swarm.Backoff;
import org.plumbline.swarm.Opening;
import org.plumbline.swarm.Passport;
import org.plumbline.swarm.Sending;
import org.plumbline.swarm.Swarm;
import org.plumbline.swarm.SwarmFailure;
import org.plumbline.swarm.SwarmReport;

/**
 * Pairs of friends, the two of each on different nodes where there are several.
 *
 * @param passports of the devices of each node
 * @param lanes of each node's devices, to the other of their pairs
 */
record Pairs(List<List<Passport>> passports, List<List<Sending.Lane>> lanes) {

  private static final String NAME = MaximumScenario.NAME;
  private static final int REGISTRATIONS_AT_ONCE = 4;

  /** A storm of connections is another load: cold nodes are spared here. */
  private static final int CONNECTS_AT_ONCE = 16;

  private static final Duration RETURN_AFTER = Duration.ofMillis(500);

  Pairs {
    passports = List.copyOf(passports);
    lanes = List.copyOf(lanes);
  }

  /** Makes so many pairs; {@code started} keeps the users of two loads apart. */
  static Pairs make(LoadContext context, int pairs, Instant started)
      throws LoadFailure, InterruptedException {
    context.progress().accept(NAME + ": making " + pairs + " pairs of friends");
    List<Account> accounts = friends(context, pairs, started);
    int nodes = context.nodes().size();
    List<List<Passport>> passports = new ArrayList<>();
    List<List<Sending.Lane>> lanes = new ArrayList<>();
    for (int node = 0; node < nodes; node++) {
      passports.add(new ArrayList<>());
      lanes.add(new ArrayList<>());
    }
    for (int user = 0; user < accounts.size(); user++) {
      Account account = accounts.get(user);
      int node = user % nodes;
      UserId other = new UserId(accounts.get(user ^ 1).user());
      ThreadId thread = ThreadId.direct(new UserId(account.user()), other);
      lanes.get(node).add(new Sending.Lane(passports.get(node).size(), thread.value()));
      passports.get(node).add(new Passport(account.user(), account.device(), account.token()));
    }
    return new Pairs(passports, lanes);
  }

  private static List<Account> friends(LoadContext context, int pairs, Instant started)
      throws LoadFailure, InterruptedException {
    String prefix = "maximum-" + Long.toString(started.toEpochMilli(), 36);
    try (AccountDesk desk = new AccountDesk(context, REGISTRATIONS_AT_ONCE)) {
      List<Account> accounts = desk.bulk(prefix, 2 * pairs, "phone");
      List<List<Account>> circles = new ArrayList<>();
      for (int first = 0; first < accounts.size(); first += 2) {
        circles.add(accounts.subList(first, first + 2));
      }
      desk.befriendAll(circles);
      return accounts;
    }
  }

  /** Opens a socket for each device, by one process for each node. */
  Swarm stand(LoadContext context) throws LoadFailure, InterruptedException {
    List<Opening> openings = new ArrayList<>();
    for (int node = 0; node < passports.size(); node++) {
      openings.add(
          Opening.messenger(
                  List.of(context.nodes().get(node).webSocket()),
                  passports.get(node),
                  context.seed() + node)
              .from(1 + node)
              .connecting(CONNECTS_AT_ONCE)
              .returning(Backoff.fixed(RETURN_AFTER))
              .acknowledging());
    }
    GeneratorPriority priority = GeneratorPriority.permitted();
    try {
      Swarm swarm =
          Swarm.start(NAME, context.runFolder().resolve("load"), priority::command, openings);
      try {
        Swarm.Stood stood = swarm.open();
        if (!stood.all()) {
          throw missing(stood, swarm.report());
        }
        return swarm;
      } catch (SwarmFailure | LoadFailure | InterruptedException | RuntimeException e) {
        swarm.close();
        throw e;
      }
    } catch (SwarmFailure e) {
      throw new LoadFailure(String.valueOf(e.getMessage()), e);
    }
  }

  private static LoadFailure missing(Swarm.Stood stood, SwarmReport report) {
    return new LoadFailure(
        String.format(
            Locale.ROOT,
            "sockets: %d of %d stood after %d s; refusals %s, failures %s, closes %s",
            report.open(),
            stood.wanted(),
            stood.took().toSeconds(),
            report.refusals(),
            report.failures(),
            report.closes()),
        null);
  }
}
