package org.plumbline.simulations.driver;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;
import org.plumbline.simulations.load.Account;
import org.plumbline.simulations.load.AccountDesk;
import org.plumbline.simulations.load.LoadContext;
import org.plumbline.simulations.load.LoadFailure;
import org.plumbline.simulations.load.NodeAddress;

/**
 * The users of one load, each with one device, on the nodes in turn. Neighbours (0 and 1, 2 and 3)
 * are on different nodes where there are two.
 */
public final class Crowd {

  private static final int REGISTRATIONS_AT_ONCE = 4;

  private final List<NodeAddress> nodes;
  private final List<Account> accounts;

  private Crowd(List<NodeAddress> nodes, List<Account> accounts) {
    this.nodes = List.copyOf(nodes);
    this.accounts = List.copyOf(accounts);
  }

  /**
   * Makes so many users and logs a device of each in.
   *
   * @param name the scenario's; with {@code started} it keeps the users of two loads apart
   */
  public static Crowd register(LoadContext context, String name, Instant started, int users)
      throws LoadFailure, InterruptedException {
    context.progress().accept(name + ": making " + users + " users");
    try (AccountDesk desk = desk(context)) {
      return new Crowd(context.nodes(), desk.bulk(prefix(name, started), users, "phone"));
    }
  }

  /** How the names of that load's users begin. */
  public static String prefix(String name, Instant started) {
    return name.replace('_', '-') + "-" + Long.toString(started.toEpochMilli(), 36);
  }

  /** Where friends and groups are made. */
  public static AccountDesk desk(LoadContext context) {
    return new AccountDesk(context, REGISTRATIONS_AT_ONCE);
  }

  /** How many users there are. */
  public int size() {
    return accounts.size();
  }

  /** The device of that user. */
  public Account account(int user) {
    return accounts.get(user);
  }

  /** All devices, by user. */
  public List<Account> accounts() {
    return accounts;
  }

  /** That user. */
  public UserId user(int user) {
    return new UserId(account(user).user());
  }

  /** The node of that user. */
  public NodeAddress node(int user) {
    return nodes.get(user % nodes.size());
  }

  /** The thread of two users. */
  public ThreadId thread(int one, int other) {
    return ThreadId.direct(user(one), user(other));
  }

  /** Makes users 0 and 1 friends, 2 and 3, and so on. */
  public void befriendNeighbours(LoadContext context) throws LoadFailure, InterruptedException {
    List<List<Account>> pairs = new ArrayList<>();
    for (int user = 0; user + 1 < accounts.size(); user += 2) {
      pairs.add(accounts.subList(user, user + 2));
    }
    try (AccountDesk desk = desk(context)) {
      desk.befriendAll(pairs);
    }
  }
}
