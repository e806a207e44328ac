package org.plumbline.simulations.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.plumbline.protocol.ThreadId;

/**
 * Registers users, logs their devices in and makes their groups before a load, over the messenger's
 * own HTTP interface, a few at a time: each password costs the server tens of milliseconds of
 * processor time.
 */
public final class AccountDesk implements AutoCloseable {

  /** A load's users hold nothing worth protecting; the server's rules for passwords still apply. */
  private static final String PASSWORD = "plumb-line-load-0";

  private final DeskCalls calls;

  /**
   * Opens the desk.
   *
   * @param nodes asked in turn
   * @param parallel how many requests are under way at once
   */
  public AccountDesk(List<NodeAddress> nodes, int parallel) {
    this.calls = new DeskCalls(nodes, parallel);
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
   * Makes a group of each list of friends; the first of them is its owner.
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

  private ThreadId grouped(NodeAddress node, List<Account> members)
      throws IOException, InterruptedException {
    List<String> invited = members.stream().skip(1).map(Account::user).distinct().toList();
    JsonNode group =
        calls.post(
            node,
            "/user/v1/group/create",
            Optional.of(members.getFirst()),
            Map.of("name", "load", "users", invited),
            201);
    return new ThreadId(group.path("thread_id").asText());
  }

  @Override
  public void close() {
    calls.close();
  }
}
