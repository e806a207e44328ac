package org.plumbline.simulations.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.ThreadId;

/**
 * Registers users, logs their devices in, makes friends and groups of them before a load, over the
 * messenger's own HTTP interface, a few at a time: each password costs the server tens of
 * milliseconds of processor time. Where the nodes have an operator, many at once and without
 * passwords.
 */
public final class AccountDesk implements AutoCloseable {

  /** A load's users hold nothing worth protecting; the server's rules for passwords still apply. */
  public static final String PASSWORD = "plumb-line-load-0";

  private static final String BULK_ACCOUNTS = "/admin/v1/accounts";
  private static final String BULK_FRIENDS = "/admin/v1/friends";
  private static final String FRIEND = "/user/v1/friend/add";
  private static final String GROUP = "/user/v1/group/";
  private static final int INVITED_AT_ONCE = Content.MembershipChange.USERS_MAX;

  /** As many as one request of the operator may name, and fewer pairs, whose names are longer. */
  private static final int BULK = 1_000;

  private static final int BULK_PAIRS = 500;

  /** More than these are not registered one by one: at 50 a second that would take a minute. */
  private static final int REGISTERED_MAX = 3_000;

  private final DeskCalls calls;
  private final Optional<Operator> operator;

  /**
   * Opens the desk where every user has to register.
   *
   * @param nodes asked in turn
   * @param parallel how many requests are under way at once
   */
  public AccountDesk(List<NodeAddress> nodes, int parallel) {
    this(nodes, parallel, Optional.empty());
  }

  /** Opens the desk of that load. */
  public AccountDesk(LoadContext context, int parallel) {
    this(context.nodes(), parallel, context.operator());
  }

  private AccountDesk(List<NodeAddress> nodes, int parallel, Optional<Operator> operator) {
    this.calls = new DeskCalls(nodes, parallel);
    this.operator = operator;
  }

  /**
   * Makes the users {@code prefix-0} to {@code prefix-(count - 1)}, who have no password, and logs
   * this device of each in: 100,000 within seconds. Where the nodes have no operator they are
   * registered one by one, if they are few.
   *
   * @return the accounts by their numbers
   * @throws LoadFailure when a node refuses or does not answer, or they are too many to register
   */
  public List<Account> bulk(String prefix, int count, String device)
      throws LoadFailure, InterruptedException {
    if (operator.isEmpty()) {
      requireFew(count);
      Map<String, List<String>> users = new LinkedHashMap<>();
      for (int number = 0; number < count; number++) {
        users.put(prefix + "-" + number, List.of(device));
      }
      return open(users);
    }
    List<Callable<List<Account>>> tasks = new ArrayList<>();
    for (int from = 0; from < count; from += BULK) {
      NodeAddress node = calls.node(tasks.size());
      Map<String, Object> body =
          Map.of(
              "prefix", prefix,
              "from", from,
              "count", Math.min(BULK, count - from),
              "device_id", device);
      tasks.add(() -> accounts(calls.post(node, BULK_ACCOUNTS, operator.get(), body), device));
    }
    return calls.all("the users of the load could not be made", tasks).stream()
        .flatMap(Collection::stream)
        .toList();
  }

  private static void requireFew(int count) throws LoadFailure {
    if (count > REGISTERED_MAX) {
      throw new LoadFailure(
          count
              + " users are too many to register (expected: at most "
              + REGISTERED_MAX
              + ", or nodes with messenger.admin.load-accounts and their operator's secret: plumb"
              + " down, and plumb up again)",
          null);
    }
  }

  private static List<Account> accounts(JsonNode answer, String device) {
    List<Account> accounts = new ArrayList<>();
    for (JsonNode account : answer.path("accounts")) {
      accounts.add(
          new Account(account.path("user_id").asText(), device, account.path("token").asText()));
    }
    return accounts;
  }

  /**
   * As {@link #befriend}, many at once where the nodes have an operator.
   *
   * @throws LoadFailure when a node refuses or does not answer
   */
  public void befriendAll(List<List<Account>> circles) throws LoadFailure, InterruptedException {
    if (operator.isEmpty()) {
      befriend(circles);
      return;
    }
    List<List<String>> pairs = new ArrayList<>();
    for (List<Account> circle : circles) {
      for (Account other : circle.subList(1, circle.size())) {
        pairs.add(List.of(circle.getFirst().user(), other.user()));
      }
    }
    List<Callable<JsonNode>> tasks = new ArrayList<>();
    for (int from = 0; from < pairs.size(); from += BULK_PAIRS) {
      NodeAddress node = calls.node(tasks.size());
      Map<String, Object> body =
          Map.of("pairs", pairs.subList(from, Math.min(pairs.size(), from + BULK_PAIRS)));
      tasks.add(() -> calls.post(node, BULK_FRIENDS, operator.get(), body));
    }
    var _ = calls.all("the friends of the load could not be made", tasks);
  }

  /**
   * Registers each user and logs in its devices.
   *
   * @param devices the devices of each user; the answer has one account per device, in the order of
   *     the map and its lists
   * @throws LoadFailure when a node refuses or does not answer
   */
  public List<Account> open(Map<String, List<String>> devices)
      throws LoadFailure, InterruptedException {
    List<Callable<List<Account>>> tasks = new ArrayList<>();
    for (Map.Entry<String, List<String>> user : devices.entrySet()) {
      NodeAddress node = calls.node(tasks.size());
      tasks.add(() -> opened(node, user.getKey(), user.getValue()));
    }
    return calls.all("the users of the load could not be registered", tasks).stream()
        .flatMap(Collection::stream)
        .toList();
  }

  private List<Account> opened(NodeAddress node, String user, List<String> devices)
      throws IOException, InterruptedException {
    calls.post(
        node,
        "/user/v1/register",
        Optional.empty(),
        Map.of("user_id", user, "password", PASSWORD),
        201);
    List<Account> accounts = new ArrayList<>();
    for (String device : devices) {
      JsonNode session =
          calls.post(
              node,
              "/user/v1/auth",
              Optional.empty(),
              Map.of("user_id", user, "password", PASSWORD, "device_id", device),
              200);
      accounts.add(new Account(user, device, session.path("token").asText()));
    }
    return accounts;
  }

  /**
   * Makes the first of each list a friend of all others in it.
   *
   * @throws LoadFailure when a node refuses or does not answer
   */
  public void befriend(List<List<Account>> circles) throws LoadFailure, InterruptedException {
    List<Callable<Boolean>> tasks = new ArrayList<>();
    for (List<Account> circle : circles) {
      for (Account other : circle.subList(1, circle.size())) {
        NodeAddress node = calls.node(tasks.size());
        tasks.add(() -> befriended(node, circle.getFirst(), other));
      }
    }
    var _ = calls.all("the friends of the load could not be made", tasks);
  }

  /** The second request meets the first one, and so is its answer. */
  private boolean befriended(NodeAddress node, Account one, Account other)
      throws IOException, InterruptedException {
    var _ = calls.post(node, FRIEND, Optional.of(one), Map.of("user_id", other.user()), 200);
    JsonNode answer =
        calls.post(node, FRIEND, Optional.of(other), Map.of("user_id", one.user()), 200);
    return answer.path("state").asText().equals("friends");
  }

  /**
   * Makes a group of each list; the first of them is its owner, and a friend of all others.
   *
   * @return the groups' threads, in that order
   * @throws LoadFailure when a node refuses or does not answer
   */
  public List<ThreadId> group(List<List<Account>> groups) throws LoadFailure, InterruptedException {
    List<Callable<ThreadId>> tasks = new ArrayList<>();
    for (List<Account> members : groups) {
      NodeAddress node = calls.node(tasks.size());
      tasks.add(() -> grouped(node, members));
    }
    return calls.all("the groups of the load could not be made", tasks);
  }

  /** One change of a group names so many users at most: the others are invited in turn. */
  private ThreadId grouped(NodeAddress node, List<Account> members)
      throws IOException, InterruptedException {
    Optional<Account> owner = Optional.of(members.getFirst());
    List<String> users = members.stream().skip(1).map(Account::user).toList();
    JsonNode group =
        calls.post(
            node, GROUP + "create", owner, Map.of("name", "load", "users", some(users, 0)), 201);
    String id = group.path("group_id").asText();
    for (int from = INVITED_AT_ONCE; from < users.size(); from += INVITED_AT_ONCE) {
      var _ =
          calls.post(
              node,
              GROUP + "invite",
              owner,
              Map.of("group_id", id, "users", some(users, from)),
              200);
    }
    return new ThreadId(group.path("thread_id").asText());
  }

  private static List<String> some(List<String> users, int from) {
    return users.subList(from, Math.min(users.size(), from + INVITED_AT_ONCE));
  }

  @Override
  public void close() {
    calls.close();
  }
}
