package org.plumbline.simulations.chat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;
import org.plumbline.simulations.load.Account;
import org.plumbline.simulations.load.AccountDesk;
import org.plumbline.simulations.load.GeneratorPriority;
import org.plumbline.simulations.load.GeneratorProcess;
import org.plumbline.simulations.load.LoadContext;
import org.plumbline.simulations.load.LoadFailure;
import org.plumbline.simulations.load.LoadOption;
import org.plumbline.simulations.load.LoadProfile;
import org.plumbline.simulations.load.LoadScenario;

/**
 * Chats of one shape over the nodes: open model, latency from intended send to receipt at the other
 * members' devices. Pass line: every acknowledged message delivered, once and in order, p99 under
 * 50 ms.
 */
public final class ChatScenario implements LoadScenario {

  /** Registration costs the servers much processor time: few at a time keeps them answering. */
  private static final int REGISTRATIONS_AT_ONCE = 4;

  /** The JVM's start, the connecting, the last receipts, and room for a slow machine. */
  private static final Duration BESIDES_SENDING = Duration.ofSeconds(75);

  private final ChatShape shape;
  private final InstantSource clock;

  /** A scenario on this clock, which also keeps the users of one load apart from any other's. */
  public ChatScenario(ChatShape shape, InstantSource clock) {
    this.shape = shape;
    this.clock = clock;
  }

  @Override
  public String name() {
    return shape.name();
  }

  @Override
  public Set<LoadOption> takes() {
    return EnumSet.of(LoadOption.NODES, LoadOption.RATE, LoadOption.DURATION);
  }

  @Override
  public Evidence run(LoadContext whole) throws LoadFailure, InterruptedException {
    LoadContext context = whole.withProfile(shape.of(whole.profile()));
    Instant started = clock.instant();
    Path folder = context.runFolder().resolve("load").resolve(shape.name());
    Path latencyFolder = context.runFolder().resolve("latency");
    Path log = folder.resolve("generator.log");
    try {
      Files.createDirectories(folder);
      Seating seating = seated(context, started);
      Path secrets =
          Files.createTempDirectory(
              "plumbline-load",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      Path seats = secrets.resolve("seats.csv");
      try {
        seating.write(seats);
        GeneratorPriority priority = GeneratorPriority.permitted();
        Tally tally = generate(context, seats, folder, latencyFolder, log, priority);
        return new ChatJudgement(shape, context, seating, tally, priority, latencyFolder)
            .evidence(started, clock.instant());
      } finally {
        Files.deleteIfExists(seats);
        Files.deleteIfExists(secrets);
      }
    } catch (IOException e) {
      throw new LoadFailure("the files of the load cannot be used: " + e.getMessage(), e);
    }
  }

  private Seating seated(LoadContext context, Instant started)
      throws LoadFailure, InterruptedException {
    LoadProfile profile = context.profile();
    context.progress().accept(shape.name() + ": registering " + profile.users() + " users");
    String prefix = "load-" + Long.toString(started.toEpochMilli(), 36);
    try (AccountDesk desk = new AccountDesk(context.nodes(), REGISTRATIONS_AT_ONCE)) {
      List<Account> accounts = desk.open(Seating.usersOf(profile, prefix));
      List<List<Account>> chats = chats(accounts);
      desk.befriend(chats);
      List<ThreadId> threads =
          shape.isGroup()
              ? desk.group(chats)
              : chats.stream().map(ChatScenario::directThread).toList();
      return Seating.of(accounts, context.nodes(), shape.members(), threads);
    }
  }

  /** The first devices of the users, thread by thread. */
  private List<List<Account>> chats(List<Account> accounts) {
    List<Account> firsts =
        accounts.stream().filter(account -> account.device().equals(Seating.FIRST)).toList();
    return IntStream.range(0, firsts.size() / shape.members())
        .mapToObj(chat -> firsts.subList(chat * shape.members(), (chat + 1) * shape.members()))
        .toList();
  }

  private static ThreadId directThread(List<Account> pair) {
    return ThreadId.direct(new UserId(pair.getFirst().user()), new UserId(pair.getLast().user()));
  }

  private Tally generate(
      LoadContext context,
      Path seats,
      Path folder,
      Path latencyFolder,
      Path log,
      GeneratorPriority priority)
      throws IOException, LoadFailure, InterruptedException {
    LoadProfile profile = context.profile();
    Path planFile = folder.resolve("plan.json");
    Path tallyFile = folder.resolve("tally.json");
    Files.deleteIfExists(tallyFile);
    GeneratorPlan.of(shape.name(), profile, context.seed(), seats, tallyFile, latencyFolder)
        .write(planFile);
    context
        .progress()
        .accept(
            shape.name()
                + ": "
                + profile.messagesPerSecond()
                + " messages/s for "
                + profile.sending().toSeconds()
                + " s");
    GeneratorProcess process =
        new GeneratorProcess(
            ChatSimulation.class.getName(),
            log,
            folder,
            Map.of(GeneratorPlan.PROPERTY, planFile.toString()),
            priority);
    Duration limit = profile.sending().plus(profile.drainMax()).plus(BESIDES_SENDING);
    process.run(limit, context.phases());
    if (!Files.exists(tallyFile)) {
      throw process.failure("the load generator left no result");
    }
    Tally tally = Tally.read(tallyFile);
    if (tally.failure() != null) {
      throw process.failure("there was no load: " + tally.failure());
    }
    return tally;
  }
}
