package org.plumbline.chaos.workload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.plumbline.chaos.history.HistoryWriter;
import org.plumbline.client.ClientRuntime;
import org.plumbline.client.MessengerHttp;
import org.plumbline.client.NodeAddress;
import org.plumbline.client.RequestFailed;
import org.plumbline.client.Token;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/** All devices of a workload, registered, logged in and connected. */
public final class Fleet implements AutoCloseable {

  private static final int LOGINS_AT_ONCE_MAX = 4;
  private static final String PASSWORD = "plumb-line-7";

  private final WorkloadPlan plan;
  private final ClientRuntime runtime;
  private final HistoryWriter history;
  private final OutcomeTally tally = new OutcomeTally();
  private final List<Participant> participants = new ArrayList<>();
  private int processes;

  private Fleet(WorkloadPlan plan, ClientRuntime runtime, HistoryWriter history) {
    this.plan = plan;
    this.runtime = runtime;
    this.history = history;
  }

  /**
   * Makes the users and connects their devices, all within the time.
   *
   * @throws WorkloadFailed when an account cannot be made, or a device does not connect
   */
  public static Fleet enlist(
      WorkloadPlan plan, ClientRuntime runtime, HistoryWriter history, Duration within)
      throws WorkloadFailed, InterruptedException {
    Fleet fleet = new Fleet(plan, runtime, history);
    try {
      List<Participant> all = fleet.recruit("u", plan.users());
      fleet.connect(all, within);
      return fleet;
    } catch (WorkloadFailed | InterruptedException | RuntimeException e) {
      fleet.close();
      throw e;
    }
  }

  /** Makes more users with their devices, logged in but not connected. */
  public List<Participant> recruit(String kind, int users)
      throws WorkloadFailed, InterruptedException {
    List<Participant> fresh = new ArrayList<>();
    for (int number = 0; number < users; number++) {
      UserId user = name(kind, number);
      // A ring: everyone chats with two others, so that there are as many threads as users.
      List<ThreadId> threads =
          Stream.of(number + 1, number + users - 1)
              .map(other -> ThreadId.direct(user, name(kind, other % users)))
              .distinct()
              .toList();
      fresh.add(participant(user, "a", threads, number));
      fresh.add(participant(user, "b", threads, number + 1));
    }
    forEachUser(fresh, this::logIn);
    forEachUser(fresh, this::befriend);
    participants.addAll(fresh);
    return fresh;
  }

  private UserId name(String kind, int number) {
    return new UserId(plan.prefix() + kind + number);
  }

  private Participant participant(
      UserId user, String device, List<ThreadId> threads, int firstNode) {
    List<NodeAddress> nodes = new ArrayList<>();
    for (int i = 0; i < plan.nodes().size(); i++) {
      nodes.add(plan.nodes().get((firstNode + i) % plan.nodes().size()));
    }
    Recorder recorder = new Recorder(history, processes++, user.value(), device, tally);
    return new Participant(user, new DeviceId(device), threads, nodes, recorder);
  }

  private interface Preparation {
    void of(UserId user, List<Participant> devices) throws RequestFailed;
  }

  private static void forEachUser(List<Participant> fresh, Preparation preparation)
      throws WorkloadFailed, InterruptedException {
    Map<UserId, List<Participant>> byUser = new HashMap<>();
    fresh.forEach(each -> byUser.computeIfAbsent(each.user, _ -> new ArrayList<>()).add(each));
    Semaphore places = new Semaphore(LOGINS_AT_ONCE_MAX);
    List<Callable<Void>> tasks = new ArrayList<>();
    byUser.forEach(
        (user, devices) ->
            tasks.add(
                () -> {
                  places.acquire();
                  try {
                    preparation.of(user, devices);
                  } finally {
                    places.release();
                  }
                  return null;
                }));
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Void> each : executor.invokeAll(tasks)) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw new WorkloadFailed("an account could not be made: " + e.getCause(), e);
    }
  }

  private void logIn(UserId user, List<Participant> devices) throws RequestFailed {
    MessengerHttp http = new MessengerHttp(runtime, devices.getFirst().home());
    http.register(user, PASSWORD);
    for (Participant each : devices) {
      Token token = new MessengerHttp(runtime, each.home()).logIn(user, PASSWORD, each.device);
      each.loggedIn(runtime, plan.settings(), PASSWORD, token);
    }
  }

  /** Each of two users asks the other one: whoever comes second makes them friends. */
  private void befriend(UserId user, List<Participant> devices) throws RequestFailed {
    Participant first = devices.getFirst();
    MessengerHttp http = new MessengerHttp(runtime, first.home());
    for (ThreadId thread : first.threads) {
      for (UserId other : thread.directUsers()) {
        if (!other.equals(user)) {
          http.befriend(first.token(), other);
        }
      }
    }
  }

  private void connect(List<Participant> all, Duration within)
      throws WorkloadFailed, InterruptedException {
    List<CompletableFuture<?>> connected = new ArrayList<>();
    all.forEach(each -> connected.add(each.client().connect()));
    try {
      CompletableFuture.allOf(connected.toArray(CompletableFuture[]::new))
          .get(within.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw new WorkloadFailed("a device could not connect: " + e.getCause(), e);
    } catch (TimeoutException e) {
      long missing = connected.stream().filter(each -> !each.isDone()).count();
      throw new WorkloadFailed(
          missing + " of " + all.size() + " devices did not connect within " + within, e);
    }
  }

  WorkloadPlan plan() {
    return plan;
  }

  ClientRuntime runtime() {
    return runtime;
  }

  /** All devices, later ones included. */
  List<Participant> participants() {
    return List.copyOf(participants);
  }

  /** What happened so far. */
  public OutcomeTally tally() {
    return tally;
  }

  /** How many devices there are. */
  public int devices() {
    return participants.size();
  }

  /** How many of them have a session now. */
  public long connected() {
    return participants.stream().filter(each -> each.client().isConnected()).count();
  }

  /** How many of them have their session at that node now. */
  public long connectedTo(String node) {
    return participants.stream().filter(each -> each.recorder.node().equals(node)).count();
  }

  /** Messages that wait for their acknowledgement. */
  public int waiting() {
    return participants.stream().mapToInt(each -> each.client().outboxSize()).sum();
  }

  /** Lets recruits connect; they go on trying by themselves. */
  public void connectLater(List<Participant> recruits) {
    for (Participant each : recruits) {
      var _ = each.client().connect();
    }
  }

  /** How many of these have a session now. */
  public static long connectedOf(List<Participant> some) {
    return some.stream().filter(each -> each.client().isConnected()).count();
  }

  /** Ends all sessions. */
  @Override
  public void close() {
    participants.forEach(
        each -> {
          if (each.hasClient()) {
            each.client().close();
          }
        });
  }
}
