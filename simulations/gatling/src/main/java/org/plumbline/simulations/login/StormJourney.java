package org.plumbline.simulations.login;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.plumbline.client.Account;
import org.plumbline.client.Backoff;
import org.plumbline.client.ClientListener;
import org.plumbline.client.ClientRuntime;
import org.plumbline.client.ClientSettings;
import org.plumbline.client.Disconnect;
import org.plumbline.client.MessengerClient;
import org.plumbline.client.MessengerHttp;
import org.plumbline.client.NodeAddress;
import org.plumbline.client.RequestFailed;
import org.plumbline.client.Token;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.UserId;
import org.plumbline.simulations.driver.OpenLoop;
import org.plumbline.simulations.driver.Stopwatches;
import org.plumbline.simulations.load.AccountDesk;
import org.plumbline.simulations.measure.SlicedHistogram;

/** A device logs in by password, over and over if it is sent away, and connects; it stays. */
final class StormJourney implements OpenLoop.Journey, AutoCloseable {

  /** From the intended time to the token, whatever came between. */
  static final String LOGIN = "login";

  /** The try that succeeded, from its request to the token. */
  static final String LOGIN_ANSWER = "login_answer";

  /** From the token to the first frame of the session. */
  static final String UPGRADE = "upgrade";

  /** From the intended time to the first frame of the session. */
  static final String IN = "in";

  static final List<String> PARTS = List.of(LOGIN, LOGIN_ANSWER, UPGRADE, IN);

  private final List<NodeAddress> nodes;
  private final List<UserId> users;
  private final ClientRuntime runtime;
  private final OpenLoop loop;
  private final Stopwatches stopwatches;
  private final List<SlicedHistogram> loginOfStep;
  private final LongSupplier clockNanos;
  private final long seed;
  private final StormLedger ledger;
  private final ClientSettings settings = ClientSettings.standard();
  private final Queue<MessengerClient> devices = new ConcurrentLinkedQueue<>();

  StormJourney(
      List<NodeAddress> nodes,
      List<UserId> users,
      ClientRuntime runtime,
      OpenLoop loop,
      Stopwatches stopwatches,
      StormPlan plan,
      LongSupplier clockNanos,
      long seed,
      StormLedger ledger) {
    this.nodes = List.copyOf(nodes);
    this.users = List.copyOf(users);
    this.runtime = runtime;
    this.loop = loop;
    this.stopwatches = stopwatches;
    this.clockNanos = clockNanos;
    this.seed = seed;
    this.ledger = ledger;
    long stepMicros = plan.step().toNanos() / 1_000;
    this.loginOfStep =
        IntStream.range(0, plan.perSecond().size())
            .mapToObj(step -> new SlicedHistogram(step * stepMicros, stepMicros, 5))
            .toList();
  }

  /** Latencies of {@link #LOGIN} of that step. */
  SlicedHistogram loginOf(int step) {
    return loginOfStep.get(step);
  }

  /** How many of the devices have a session now. */
  long connected() {
    return devices.stream().filter(MessengerClient::isConnected).count();
  }

  @Override
  public void go(int number, long intended) throws Exception {
    UserId user = users.get(number % users.size());
    DeviceId device = new DeviceId("storm-" + number);
    Token token = token(number, user, device);
    long login = loop.elapsedMicros() - intended;
    stopwatches.part(LOGIN).record(intended, login);
    loginOfStep.forEach(step -> step.record(intended, login));
    ledger.loggedIn();
    long upgrading = clockNanos.getAsLong();
    MessengerClient client =
        new MessengerClient(
            runtime,
            settings,
            nodesFrom(number),
            Account.of(user, AccountDesk.PASSWORD, device).withToken(token),
            new Watcher(number));
    devices.add(client);
    var _ = client.connect().get();
    stopwatches.part(UPGRADE).record(intended, (clockNanos.getAsLong() - upgrading) / 1_000);
    stopwatches.part(IN).record(intended, loop.elapsedMicros() - intended);
    ledger.connected();
  }

  /** By the rules that the client itself goes by: another node each time, after its waits. */
  private Token token(int number, UserId user, DeviceId device)
      throws RequestFailed, InterruptedException {
    SplittableRandom random = new SplittableRandom(seed * 1_000_003L + number);
    Backoff backoff = settings.connecting().backoff();
    for (int failures = 0; ; ) {
      NodeAddress node = nodes.get((number + failures) % nodes.size());
      long asking = clockNanos.getAsLong();
      try {
        Token token = new MessengerHttp(runtime, node).logIn(user, AccountDesk.PASSWORD, device);
        stopwatches
            .part(LOGIN_ANSWER)
            .record(loop.microsAt(asking), (clockNanos.getAsLong() - asking) / 1_000);
        return token;
      } catch (RequestFailed e) {
        Disconnect cause =
            e.status() == 0
                ? new Disconnect.Unreachable(String.valueOf(e.getMessage()))
                : new Disconnect.Refused(e.status(), e.retryAfter());
        ledger.failed(number, StormLedger.Step.LOGIN, cause);
        if (!cause.reconnects()) {
          throw e;
        }
        failures++;
        Thread.sleep(backoff.delay(failures, e.retryAfter(), random));
      }
    }
  }

  private List<NodeAddress> nodesFrom(int number) {
    int first = number % nodes.size();
    List<NodeAddress> turned = new ArrayList<>(nodes.subList(first, nodes.size()));
    turned.addAll(nodes.subList(0, first));
    return turned;
  }

  @Override
  public void close() {
    devices.forEach(MessengerClient::close);
  }

  private final class Watcher implements ClientListener {
    private final int number;

    Watcher(int number) {
      this.number = number;
    }

    @Override
    public void connectFailed(NodeAddress node, Disconnect cause, long startedNanos, long nanos) {
      ledger.failed(number, StormLedger.Step.UPGRADE, cause);
    }
  }
}
