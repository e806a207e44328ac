package org.plumbline.simulations.chat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.client.ClientRuntime;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;
import org.plumbline.simulations.driver.Phone;
import org.plumbline.simulations.load.Account;
import org.plumbline.simulations.load.AccountDesk;
import org.plumbline.simulations.load.LoadContext;
import org.plumbline.simulations.load.LoadFailure;
import org.plumbline.simulations.load.LoadOption;
import org.plumbline.simulations.load.LoadPhase;
import org.plumbline.simulations.load.LoadProfile;
import org.plumbline.simulations.load.LoadScenario;

/**
 * 1:1 chats beside one large group, most of whose members are away: slices of the same run with and
 * without messages to the group, interleaved. The result is the ratio of the 1:1 latencies.
 */
public final class LargeGroupScenario implements LoadScenario {

  /** The scenario's name. */
  public static final String NAME = "large_group";

  private static final ChatShape PAIRS = new ChatShape(NAME, 2);
  private static final int REGISTRATIONS_AT_ONCE = 4;

  /** A twentieth of the members are connected. */
  private static final int MEMBERS_PER_ONLINE = 20;

  private static final double THOUSANDS_RATE = 1;
  private static final double HUNDREDS_RATE = 5;

  private final InstantSource clock;
  private final LongSupplier clockNanos;

  /** A scenario on these clocks; the first one also keeps the users of two loads apart. */
  public LargeGroupScenario(InstantSource clock, LongSupplier clockNanos) {
    this.clock = clock;
    this.clockNanos = clockNanos;
  }

  @Override
  public String name() {
    return NAME;
  }

  /** How many members the group has: thousands, as document S4 writes, only in the full profile. */
  static int members(LoadProfile profile) {
    return switch (profile.name()) {
      case "full" -> 5_000;
      case "quick" -> 500;
      default -> 150;
    };
  }

  /** Messages a second while the group is talked to. */
  static double rate(int members) {
    return members >= 1_000 ? THOUSANDS_RATE : HUNDREDS_RATE;
  }

  @Override
  public Set<LoadOption> takes() {
    return EnumSet.of(LoadOption.NODES, LoadOption.RATE, LoadOption.DURATION);
  }

  @Override
  public Evidence run(LoadContext whole) throws LoadFailure, InterruptedException {
    LoadProfile profile = whole.profile();
    LoadContext context =
        whole.withProfile(profile.withTimes(profile.warmUp().dividedBy(3), profile.duration()));
    int members = members(profile);
    Instant started = clock.instant();
    List<Phone> phones = new ArrayList<>();
    try (ClientRuntime runtime = ClientRuntime.create(clockNanos, context.seed());
        AccountDesk desk = new AccountDesk(context, REGISTRATIONS_AT_ONCE)) {
      context.progress().accept(NAME + ": registering " + members + " members");
      String prefix = "large-" + Long.toString(started.toEpochMilli(), 36);
      List<Account> accounts = desk.bulk(prefix, members, "phone");
      desk.befriendAll(List.of(accounts));
      ThreadId thread = desk.group(List.of(accounts)).getFirst();
      for (int member = 0; member <= members / MEMBERS_PER_ONLINE; member++) {
        phones.add(
            Phone.connect(
                runtime,
                context.nodes().get(member % context.nodes().size()),
                accounts.get(member)));
      }
      GroupTraffic traffic =
          new GroupTraffic(
              phones.getFirst(),
              new UserId(accounts.getFirst().user()),
              phones.subList(1, phones.size()),
              thread,
              rate(members),
              context.profile().duration(),
              clockNanos);
      Evidence pairs = beside(context, traffic);
      traffic.finish(context.profile().drainMax());
      Path latencies = context.runFolder().resolve("latency");
      return new LargeGroupJudgement(context, pairs, traffic, members, latencies)
          .evidence(started, clock.instant());
    } finally {
      phones.forEach(Phone::close);
    }
  }

  private Evidence beside(LoadContext context, GroupTraffic traffic)
      throws LoadFailure, InterruptedException {
    return new ChatScenario(PAIRS, clock)
        .run(
            context.withPhases(
                phase -> {
                  if (phase == LoadPhase.STEADY) {
                    traffic.start();
                  }
                  context.phases().phaseBegan(phase);
                }));
  }
}
