package org.plumbline.simulations.push;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.client.ClientRuntime;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;
import org.plumbline.simulations.driver.DeviceHttp;
import org.plumbline.simulations.driver.OpenLoop;
import org.plumbline.simulations.driver.Phone;
import org.plumbline.simulations.driver.Stopwatches;
import org.plumbline.simulations.load.Account;
import org.plumbline.simulations.load.AccountDesk;
import org.plumbline.simulations.load.ArrivalSchedule;
import org.plumbline.simulations.load.LoadContext;
import org.plumbline.simulations.load.LoadFailure;
import org.plumbline.simulations.load.LoadOption;
import org.plumbline.simulations.load.LoadProfile;
import org.plumbline.simulations.load.LoadScenario;
import org.plumbline.simulations.load.NodeAddress;
import org.plumbline.simulations.measure.GeneratorMeter;

/**
 * Messages for users who are not there: open model, latency from the intended send to the request
 * at the provider's stand-in. Pass line: every message for a device without a session is told of by
 * a push, no other device gets one, and a thread's pushes collapse.
 *
 * <p>Not by Gatling: what is measured arrives at another server, and is asked for afterwards.
 */
public final class PushScenario implements LoadScenario {

  /** The scenario's name. */
  public static final String NAME = "push";

  private static final int REGISTRATIONS_AT_ONCE = 4;
  private static final int SENDERS = 2;
  private static final int ONLINE = 2;
  private static final int OPTED_OUT = 2;
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  /** After the last push that is owed: longer than a node waits before it pushes. */
  private static final Duration SILENCE = Duration.ofMillis(1_200);

  private final InstantSource clock;
  private final LongSupplier clockNanos;

  /** A scenario on these clocks; the first one also keeps the users of two loads apart. */
  public PushScenario(InstantSource clock, LongSupplier clockNanos) {
    this.clock = clock;
    this.clockNanos = clockNanos;
  }

  @Override
  public String name() {
    return NAME;
  }

  /** A quarter of the users are away; few messages, since most of the time is waiting. */
  static LoadProfile of(LoadProfile profile) {
    return profile
        .withUsers(Math.max(4, profile.users() / 8 * 2) + SENDERS + ONLINE + OPTED_OUT)
        .withSecondDeviceShare(0)
        .withMessagesPerSecond(profile.messagesPerSecond() / 5)
        .withTimes(Duration.ZERO, profile.duration().dividedBy(3));
  }

  /** Who takes part. */
  private record Cast(List<Account> senders, List<Phone> phones, List<Handset> handsets) {}

  @Override
  public Set<LoadOption> takes() {
    return EnumSet.of(LoadOption.NODES, LoadOption.RATE, LoadOption.DURATION);
  }

  @Override
  public Evidence run(LoadContext whole) throws LoadFailure, InterruptedException {
    LoadContext context = whole.withProfile(of(whole.profile()));
    URI providers = context.services().get(LoadContext.PUSH);
    if (providers == null) {
      throw new LoadFailure("the environment has no push providers", null);
    }
    Instant started = clock.instant();
    List<Phone> open = new ArrayList<>();
    try (ClientRuntime runtime = ClientRuntime.create(clockNanos, context.seed());
        DeviceHttp http = new DeviceHttp();
        AccountDesk desk = new AccountDesk(context.nodes(), REGISTRATIONS_AT_ONCE)) {
      List<Account> accounts = desk.open(users(context, started));
      List<Account> recipients = accounts.subList(SENDERS, accounts.size());
      List<Account> group = new ArrayList<>(List.of(accounts.getFirst()));
      group.addAll(recipients);
      List<Account> other = new ArrayList<>(List.of(accounts.get(1)));
      other.addAll(recipients);
      desk.befriend(List.of(group, other));
      ThreadId thread = desk.group(List.of(group)).getFirst();
      Cast cast = cast(context, accounts, runtime, http, providers, open);
      return measured(context, started, cast, thread, http, providers);
    } catch (IOException e) {
      throw new LoadFailure("devices or providers cannot be asked: " + e, e);
    } finally {
      open.forEach(Phone::close);
    }
  }

  private static Map<String, List<String>> users(LoadContext context, Instant started) {
    Map<String, List<String>> users = new LinkedHashMap<>();
    String prefix = "push-" + Long.toString(started.toEpochMilli(), 36) + "-";
    for (int user = 0; user < context.profile().users(); user++) {
      users.put(prefix + user, List.of("phone"));
    }
    context.progress().accept(NAME + ": registering " + users.size() + " users");
    return users;
  }

  private static Cast cast(
      LoadContext context,
      List<Account> accounts,
      ClientRuntime runtime,
      DeviceHttp http,
      URI providers,
      List<Phone> open)
      throws IOException, LoadFailure, InterruptedException {
    List<Phone> senders = new ArrayList<>();
    List<Handset> handsets = new ArrayList<>();
    for (int user = 0; user < accounts.size(); user++) {
      NodeAddress node = context.nodes().get(user % context.nodes().size());
      Account account = accounts.get(user);
      if (user < SENDERS + ONLINE) {
        Phone phone = Phone.connect(runtime, node, account);
        open.add(phone);
        if (user < SENDERS) {
          senders.add(phone);
          continue;
        }
      }
      Handset.Presence presence =
          user < SENDERS + ONLINE
              ? Handset.Presence.ONLINE
              : user < SENDERS + ONLINE + OPTED_OUT
                  ? Handset.Presence.OPTED_OUT
                  : Handset.Presence.AWAY;
      handsets.add(
          Handset.register(http, node, providers, account, presence, user, context.seed()));
    }
    return new Cast(accounts.subList(0, SENDERS), senders, handsets);
  }

  private Evidence measured(
      LoadContext context,
      Instant started,
      Cast cast,
      ThreadId group,
      DeviceHttp http,
      URI providers)
      throws IOException, InterruptedException {
    LoadProfile profile = context.profile();
    context
        .progress()
        .accept(
            NAME
                + ": "
                + profile.messagesPerSecond()
                + " messages/s for "
                + profile.duration().toSeconds()
                + " s to users who are away");
    Stopwatches stopwatches = new Stopwatches(profile, List.of(PushJudgement.ARRIVAL));
    OpenLoop loop = new OpenLoop(clockNanos, stopwatches.part(Stopwatches.LAG));
    ConcurrentLinkedQueue<Missed> messages = new ConcurrentLinkedQueue<>();
    ArrivalSchedule schedule =
        ArrivalSchedule.poisson(context.seed(), 1, profile.messagesPerSecond(), profile.sending());
    GeneratorMeter meter =
        new GeneratorMeter(
            GeneratorMeter::cpuNanosOfThisProcess,
            clockNanos,
            Runtime.getRuntime().availableProcessors());
    meter.start();
    OpenLoop.Outcome outcome =
        loop.run(
            schedule,
            profile.drainMax(),
            (number, intended) -> send(cast, group, loop, number, intended, messages));
    GeneratorMeter.Use use = meter.used();
    PushFindings findings = awaited(profile, cast, List.copyOf(messages), http, providers);
    return new PushJudgement(context, outcome, findings, List.copyOf(messages), stopwatches, use)
        .evidence(started, clock.instant());
  }

  /** To one recipient after another; after each round of them, one message to all at once. */
  private void send(
      Cast cast,
      ThreadId group,
      OpenLoop loop,
      int number,
      long intended,
      ConcurrentLinkedQueue<Missed> messages)
      throws Exception {
    int turn = number % (cast.handsets().size() + 1);
    boolean toAll = turn == cast.handsets().size();
    int sender = toAll ? 0 : number / (cast.handsets().size() + 1) % SENDERS;
    List<Handset> recipients = toAll ? cast.handsets() : List.of(cast.handsets().get(turn));
    ThreadId thread =
        toAll
            ? group
            : ThreadId.direct(
                new UserId(cast.senders().get(sender).user()), recipients.getFirst().user());
    String text = "words of message " + number + " that stay among friends";
    ServerFrame.Sent sent =
        cast.phones()
            .get(sender)
            .send(thread, new TempId("push-" + number), new Content.Text(text))
            .get();
    long intendedMillis = clock.millis() - (loop.elapsedMicros() - intended) / 1_000;
    for (Handset recipient : recipients) {
      messages.add(new Missed(recipient, thread, sent.seq(), text, intended, intendedMillis));
    }
  }

  /** Asks until all that is owed has come, and then once more after a silence. */
  private PushFindings awaited(
      LoadProfile profile, Cast cast, List<Missed> messages, DeviceHttp http, URI providers)
      throws IOException, InterruptedException {
    long until = clockNanos.getAsLong() + profile.drainMax().toNanos();
    PushFindings findings =
        new PushFindings(cast.handsets(), messages, Pushed.all(http, providers));
    while (!findings.untold().isEmpty() && clockNanos.getAsLong() - until < 0) {
      Thread.sleep(LOOK_EVERY);
      findings = new PushFindings(cast.handsets(), messages, Pushed.all(http, providers));
    }
    Thread.sleep(SILENCE);
    return new PushFindings(cast.handsets(), messages, Pushed.all(http, providers));
  }
}
