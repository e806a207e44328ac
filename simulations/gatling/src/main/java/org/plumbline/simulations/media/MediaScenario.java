package org.plumbline.simulations.media;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.client.ClientRuntime;
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
 * Images in 1:1 chats: open model, latency from the intended upload to the bytes at the recipient.
 * Pass line: every image arrives, byte for byte, and none passes through a chat node.
 *
 * <p>Not by Gatling: the journey's second half begins with a frame at another user's socket, and
 * its calls go to three kinds of servers.
 */
public final class MediaScenario implements LoadScenario {

  /** The scenario's name. */
  public static final String NAME = "media";

  private static final int REGISTRATIONS_AT_ONCE = 4;

  private final InstantSource clock;
  private final LongSupplier clockNanos;

  /** A scenario on these clocks; the first one also keeps the users of two loads apart. */
  public MediaScenario(InstantSource clock, LongSupplier clockNanos) {
    this.clock = clock;
    this.clockNanos = clockNanos;
  }

  @Override
  public String name() {
    return NAME;
  }

  /** A sixth of the users, since each image takes six calls and not one frame. */
  static LoadProfile of(LoadProfile profile) {
    return profile
        .withUsers(Math.max(4, profile.users() / 12 * 2))
        .withSecondDeviceShare(0)
        .withMessagesPerSecond(profile.messagesPerSecond() / 20)
        .withTimes(profile.warmUp().dividedBy(8), profile.duration().dividedBy(2));
  }

  @Override
  public Set<LoadOption> takes() {
    return EnumSet.of(LoadOption.NODES, LoadOption.RATE, LoadOption.DURATION);
  }

  @Override
  public Evidence run(LoadContext whole) throws LoadFailure, InterruptedException {
    LoadContext context = whole.withProfile(of(whole.profile()));
    Instant started = clock.instant();
    List<Phone> phones = new ArrayList<>();
    try (ClientRuntime runtime = ClientRuntime.create(clockNanos, context.seed());
        DeviceHttp http = new DeviceHttp()) {
      List<MediaJourney.Sitter> sitters = seated(context, started, runtime, phones);
      return measured(context, started, sitters, http);
    } finally {
      phones.forEach(Phone::close);
    }
  }

  private static List<MediaJourney.Sitter> seated(
      LoadContext context, Instant started, ClientRuntime runtime, List<Phone> phones)
      throws LoadFailure, InterruptedException {
    Map<String, List<String>> users = new LinkedHashMap<>();
    String prefix = "media-" + Long.toString(started.toEpochMilli(), 36) + "-";
    for (int user = 0; user < context.profile().users(); user++) {
      users.put(prefix + user, List.of("phone"));
    }
    context.progress().accept(NAME + ": registering " + users.size() + " users");
    List<MediaJourney.Sitter> sitters = new ArrayList<>();
    try (AccountDesk desk = new AccountDesk(context.nodes(), REGISTRATIONS_AT_ONCE)) {
      List<Account> accounts = desk.open(users);
      for (int pair = 0; pair < accounts.size(); pair += 2) {
        desk.befriend(List.of(accounts.subList(pair, pair + 2)));
      }
      for (Account account : accounts) {
        NodeAddress node = context.nodes().get(sitters.size() % context.nodes().size());
        Phone phone = Phone.connect(runtime, node, account);
        phones.add(phone);
        sitters.add(new MediaJourney.Sitter(account, node, phone));
      }
    }
    return sitters;
  }

  private Evidence measured(
      LoadContext context, Instant started, List<MediaJourney.Sitter> sitters, DeviceHttp http)
      throws LoadFailure, InterruptedException {
    LoadProfile profile = context.profile();
    context
        .progress()
        .accept(
            NAME
                + ": "
                + profile.messagesPerSecond()
                + " images/s for "
                + profile.sending().toSeconds()
                + " s");
    Stopwatches stopwatches = new Stopwatches(profile, MediaJourney.PARTS);
    OpenLoop loop = new OpenLoop(clockNanos, stopwatches.part(Stopwatches.LAG));
    MediaJourney.Seen seen = MediaJourney.Seen.nothing();
    MediaJourney journey =
        new MediaJourney(sitters, http, loop, stopwatches, clockNanos, context.seed(), seen);
    ArrivalSchedule schedule =
        ArrivalSchedule.poisson(context.seed(), 1, profile.messagesPerSecond(), profile.sending());
    GeneratorMeter meter =
        new GeneratorMeter(
            GeneratorMeter::cpuNanosOfThisProcess,
            clockNanos,
            Runtime.getRuntime().availableProcessors());
    Instant steady = clock.instant().plus(profile.warmUp());
    meter.start();
    Duration patience = profile.drainMax();
    OpenLoop.Outcome outcome = loop.run(schedule, patience, journey);
    GeneratorMeter.Use use = meter.used();
    try {
      int tooMuch = journey.tryTooMuch();
      return new MediaJudgement(context, outcome, seen, stopwatches, use, tooMuch)
          .evidence(started, clock.instant(), steady);
    } catch (IOException e) {
      throw new LoadFailure("the upload that has to be refused could not be tried: " + e, e);
    }
  }
}
