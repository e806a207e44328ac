package org.plumbline.chaos.workload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
import org.plumbline.chaos.history.EventType;
import org.plumbline.chaos.history.HistoryEvent;
import org.plumbline.chaos.history.HistoryWriter;
import org.plumbline.chaos.history.Operation;
import org.plumbline.chaos.history.Particulars;
import org.plumbline.client.ClientRuntime;
import org.plumbline.client.MessengerHttp;
import org.plumbline.client.NodeAddress;
import org.plumbline.client.RequestFailed;
import org.plumbline.client.Token;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.Message;
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
  private final Set<ThreadId> friends = new HashSet<>();
  private final Groups groups = new Groups(this);
  private final Pushes pushes = new Pushes(this);
  private Visitors visitors = new Visitors(this, List.of());
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
      List<Participant> users = fleet.recruit("u", plan.users());
      fleet.prepare(users);
      fleet.connect(fleet.participants(), within);
      fleet.watch();
      return fleet;
    } catch (WorkloadFailed | InterruptedException | RuntimeException e) {
      fleet.close();
      throw e;
    }
  }

  private void prepare(List<Participant> users) throws WorkloadFailed, InterruptedException {
    List<Participant> guests = new ArrayList<>();
    List<UserId> hosts = List.copyOf(byUser(users).keySet());
    for (int number = 0; number < plan.mix().visitors(); number++) {
      guests.add(guest("v", number, hosts.get(number % hosts.size()), users));
    }
    List<Participant> sleepers = new ArrayList<>();
    for (int number = 0; number < plan.mix().sleepers(); number++) {
      sleepers.add(guest("s", number, hosts.get(Math.floorMod(-1 - number, hosts.size())), users));
    }
    List<Participant> all = Stream.concat(guests.stream(), sleepers.stream()).toList();
    forEachUser(all, this::logIn);
    try {
      for (Participant guest : all) {
        makeFriends(hostOf(guest, users), guest);
      }
      pushes.register(all);
      groups.make(users);
    } catch (RequestFailed e) {
      throw new WorkloadFailed("a group or a friendship could not be made: " + e.getMessage(), e);
    }
    visitors = new Visitors(this, guests);
    participants.addAll(guests);
  }

  /** A user with one device and one thread, with a host whose devices have it, too. */
  private Participant guest(String kind, int number, UserId host, List<Participant> users) {
    UserId guest = name(kind, number);
    ThreadId thread = ThreadId.direct(guest, host);
    users.stream().filter(each -> each.user.equals(host)).forEach(each -> each.join(thread));
    return participant(guest, "a", List.of(thread), number + 1);
  }

  private static Participant hostOf(Participant guest, List<Participant> users) {
    ThreadId thread = guest.threads.getFirst();
    return users.stream()
        .filter(each -> each.threads.contains(thread))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("nobody has " + thread));
  }

  /** Whoever has a thread with somebody who comes and goes wants to be told. */
  private void watch() {
    for (Participant each : participants) {
      List<UserId> others =
          each.threads.stream()
              .filter(thread -> !thread.isGroup())
              .flatMap(thread -> thread.directUsers().stream())
              .filter(user -> !user.equals(each.user))
              .toList();
      if (plan.mix().visitors() > 0 && !others.isEmpty()) {
        long nanos = runtime.nanos();
        for (UserId other : others) {
          Particulars watched = Particulars.watched(other.value());
          each.recorder.note(EventType.INVOKE, Operation.WATCH, null, "", nanos, watched);
        }
        each.watch(others);
      }
    }
  }

  /** Both ask: whoever comes second makes them friends. Nothing when they chat already. */
  void makeFriends(Participant one, Participant other) throws RequestFailed {
    ThreadId thread = ThreadId.direct(one.user, other.user);
    boolean known = friends.contains(thread);
    if (!known) {
      new MessengerHttp(runtime, one.home()).befriend(one.token(), other.user);
      new MessengerHttp(runtime, other.home()).befriend(other.token(), one.user);
      friends.add(thread);
    }
  }

  /** The users of these devices in their order, with their devices. */
  static Map<UserId, List<Participant>> byUser(List<Participant> devices) {
    Map<UserId, List<Participant>> byUser = new LinkedHashMap<>();
    devices.forEach(each -> byUser.computeIfAbsent(each.user, _ -> new ArrayList<>()).add(each));
    return byUser;
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
    fresh.forEach(each -> friends.addAll(each.threads));
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
    Map<UserId, List<Participant>> byUser = byUser(fresh);
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

  Groups groups() {
    return groups;
  }

  Visitors visitors() {
    return visitors;
  }

  boolean isVisitor(Participant participant) {
    return visitors.has(participant);
  }

  Pushes pushes() {
    return pushes;
  }

  /** The newest seq of the thread that any device of the user knows of, or -1. */
  long newestKnown(UserId user, ThreadId thread) {
    return participants.stream()
        .filter(each -> each.user.equals(user))
        .mapToLong(each -> each.recorder.newestKnown(thread))
        .max()
        .orElse(Message.NONE);
  }

  /** Writes down what the driver itself did or saw. */
  void note(HistoryEvent event) {
    history.write(event);
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

  /** The devices that do not come and go by themselves, later ones included. */
  public List<Participant> regulars() {
    return participants.stream().filter(each -> !isVisitor(each)).toList();
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
