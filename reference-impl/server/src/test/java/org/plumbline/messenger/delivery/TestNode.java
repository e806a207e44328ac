package org.plumbline.messenger.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.device.PushAddress;
import org.plumbline.messenger.device.PushDevice;
import org.plumbline.messenger.device.PushDeviceStore;
import org.plumbline.messenger.device.PushProvider;
import org.plumbline.messenger.device.memory.InMemoryPushDeviceStore;
import org.plumbline.messenger.directory.CachedLocations;
import org.plumbline.messenger.directory.DirectoryConfig;
import org.plumbline.messenger.directory.memory.MemoryDirectory;
import org.plumbline.messenger.friend.FriendConfig;
import org.plumbline.messenger.friend.Friendships;
import org.plumbline.messenger.friend.memory.InMemoryFriendStore;
import org.plumbline.messenger.group.memory.InMemoryGroupIndex;
import org.plumbline.messenger.history.Cursors;
import org.plumbline.messenger.history.MessageHistory;
import org.plumbline.messenger.history.memory.InMemoryCursors;
import org.plumbline.messenger.identity.MessageIds;
import org.plumbline.messenger.link.memory.MemoryLinks;
import org.plumbline.messenger.log.DeadLetter;
import org.plumbline.messenger.log.DeadLetterMeters;
import org.plumbline.messenger.log.DeadLetters;
import org.plumbline.messenger.log.LogEntry;
import org.plumbline.messenger.log.LogEntry.Submission;
import org.plumbline.messenger.log.MessageLog;
import org.plumbline.messenger.log.memory.MemoryDeadLetters;
import org.plumbline.messenger.media.MediaLibrary;
import org.plumbline.messenger.media.MediaRecords;
import org.plumbline.messenger.media.memory.InMemoryMediaRecords;
import org.plumbline.messenger.membership.DirectMemberships;
import org.plumbline.messenger.membership.GroupConfig;
import org.plumbline.messenger.membership.Groups;
import org.plumbline.messenger.membership.Memberships;
import org.plumbline.messenger.membership.ThreadMemberships;
import org.plumbline.messenger.node.NodeConfig;
import org.plumbline.messenger.node.NodeRole;
import org.plumbline.messenger.push.NotedMessages;
import org.plumbline.messenger.push.PushMeters;
import org.plumbline.messenger.push.PushOffice;
import org.plumbline.messenger.push.PushSettings;
import org.plumbline.messenger.push.memory.MemoryPushSender;
import org.plumbline.messenger.recents.Recents;
import org.plumbline.messenger.recents.RecentsConfig;
import org.plumbline.messenger.recents.memory.InMemoryRecents;
import org.plumbline.messenger.session.RecordingConnection;
import org.plumbline.messenger.session.Session;
import org.plumbline.messenger.session.SessionConfig;
import org.plumbline.messenger.session.Sessions;
import org.plumbline.protocol.ClientFrame;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.Content.MediaKind;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.MediaId;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.MessageId;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/** One node of memory adapters whose log, storage and link a test can hold up. */
final class TestNode implements AutoCloseable {

  static final int IN_FLIGHT_MAX = 4;
  private static final String ID = "node-1";

  private final InstantSource clock = InstantSource.system();
  private final MemoryDirectory world = new MemoryDirectory(clock);
  private final MemoryDirectory.View view = world.join(ID, "127.0.0.1", 0);
  private final HeldDirectory held = new HeldDirectory(view);
  private final MemoryLinks links =
      new MemoryLinks(new NodeConfig(ID, 1, Set.of(NodeRole.values())));
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Sessions sessions = new Sessions(registry);
  private final SlowHistory history;
  private final HeldLog log = new HeldLog();
  private final MemoryDeadLetters letters = new MemoryDeadLetters(new DeadLetterMeters(registry));
  private final Map<String, TestDevice> devices = new HashMap<>();
  private final HeldFeed feed;
  private final PushDeviceStore pushDevices = new InMemoryPushDeviceStore();
  private final NotedMessages noted = new NotedMessages();
  private final Groups groups;
  private final GroupLane lane;
  private final MediaRecords media = new InMemoryMediaRecords();
  private final Deque<Runnable> lookUps = new ConcurrentLinkedDeque<>();
  private final InMemoryRecents recentMessages = new InMemoryRecents();
  private final InMemoryCursors cursors = new InMemoryCursors();
  private final KnownSeqs known;
  private final AtomicLong nanos = new AtomicLong();
  private final RecentsFeed recents;
  private final Receipts receipts;
  private final Typists typists;
  private final Persistence persistence;
  private final MessageJourney journey;
  private final MessageIds ids = new MessageIds(clock, 1);

  TestNode() {
    this(null, Duration.ZERO);
  }

  /** A node that uses the directory's answers for so long. */
  TestNode(Duration cacheTtl) {
    this(null, cacheTtl);
  }

  /** The node that takes over when another one is gone: what was stored and published is there. */
  static TestNode after(TestNode crashed) {
    return new TestNode(crashed, Duration.ZERO);
  }

  private TestNode(@Nullable TestNode crashed, Duration cacheTtl) {
    history = crashed == null ? new SlowHistory(clock) : crashed.history;
    feed = crashed == null ? new HeldFeed() : crashed.feed;
    known = new KnownSeqs(history);
    DeliveryConfig config =
        new DeliveryConfig(100, 100, Duration.ofMinutes(1), 100, Duration.ofMillis(5));
    SessionConfig limits =
        new SessionConfig(
            100, 100_000, IN_FLIGHT_MAX, Duration.ofSeconds(30), Duration.ofSeconds(60), List.of());
    JourneyMeters meters = new JourneyMeters(registry, clock);
    GroupConfig groupLimits = new GroupConfig(1_000, 100, Duration.ofSeconds(5), 2, 50);
    groups = new Groups(groupLimits, feed);
    Memberships memberships = new ThreadMemberships(everyoneMayWrite(), groups, groupLimits);
    Admission admission = new Admission(memberships);
    RecentsConfig recentsLimits = new RecentsConfig(Duration.ofSeconds(2), Duration.ofHours(1), 10);
    recents = new RecentsFeed(recentsLimits, recentMessages, history, memberships, registry);
    persistence =
        new Persistence(
            config,
            new StoreConfig(3, StoreConfig.StoreDown.HOLD),
            history,
            recents,
            new Undertaker(config, letters, clock),
            meters);
    Changes changes =
        new Changes(config, new ChangeConfig(Duration.ofDays(2), 100), history, clock);
    CachedLocations cached =
        new CachedLocations(new DirectoryConfig(cacheTtl, 100), held, registry, clock);
    Router router = new Router(config, held, cached, view, links, push(), meters);
    lane =
        new GroupLane(
            config,
            groupLimits,
            feed,
            new GroupListing(config, new InMemoryGroupIndex()),
            persistence,
            router,
            registry);
    journey =
        new MessageJourney(
            limits,
            clock,
            admission,
            changes,
            ids,
            log,
            new MediaLibrary(media, 100, lookUps::add),
            new AcknowledgeOnBroker(),
            new ThreadOrder(
                config, history, new GroupOrder(config, groupLimits, groups, lane), changes, clock),
            router,
            persistence,
            lane,
            sessions,
            known,
            meters);
    receipts = new Receipts(admission, memberships, router, known, cursors, registry);
    typists =
        new Typists(
            new TypingConfig(Duration.ofSeconds(1), 2),
            admission,
            memberships,
            router,
            registry,
            nanos::get);
    recents.start();
    receipts.start();
    persistence.start();
    links.listen(journey);
    assertThat(view.announce()).isTrue();
  }

  private PushOffice push() {
    return new PushOffice(
        PushSettings.quick(),
        pushDevices,
        noted,
        List.of(new MemoryPushSender(PushProvider.APNS)),
        new PushMeters(registry),
        clock);
  }

  /** This device opted in. */
  void optIn(String user, String device) {
    pushDevices.save(
        new PushDevice(
            new UserId(user),
            new DeviceId(device),
            new PushAddress.Token(PushProvider.APNS, user + device),
            true,
            clock.millis()));
  }

  NotedMessages noted() {
    return noted;
  }

  private DirectMemberships everyoneMayWrite() {
    FriendConfig friends =
        new FriendConfig(
            false, 10, 10, Duration.ofSeconds(2), Duration.ofMinutes(5), 1_000, 16, 1_000);
    return new DirectMemberships(
        new Friendships(new InMemoryFriendStore(friends), friends, clock, registry), friends);
  }

  @Override
  public void close() {
    lane.stop();
    persistence.stop();
    recents.stop();
    try {
      receipts.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  MessageHistory history() {
    return history;
  }

  Recents recents() {
    return recentMessages;
  }

  Cursors cursors() {
    return cursors;
  }

  Receipts receipts() {
    return receipts;
  }

  Typists typists() {
    return typists;
  }

  void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  HeldFeed feed() {
    return feed;
  }

  HeldDirectory held() {
    return held;
  }

  Groups groups() {
    return groups;
  }

  MessageId nextId() {
    return ids.next();
  }

  List<Long> storedSeqs(ThreadId thread) {
    return history.after(thread, Message.NONE, 100).messages().stream().map(Message::seq).toList();
  }

  List<ThreadId> threadsOf(String user) {
    return history.threadsOf(new UserId(user), Optional.empty(), 100);
  }

  MessageJourney journey() {
    return journey;
  }

  MemoryDirectory directory() {
    return world;
  }

  TestDevice connect(String user, String device) {
    UserId userId = new UserId(user);
    DeviceId deviceId = new DeviceId(device);
    RecordingConnection connection = new RecordingConnection();
    long epoch = view.register(userId, deviceId).epoch();
    Session session =
        new Session(userId, deviceId, epoch, Long.MAX_VALUE, 100_000, connection, clock.millis());
    sessions.add(session);
    TestDevice connected = new TestDevice(session, connection);
    devices.put(user + "/" + device, connected);
    return connected;
  }

  TestDevice device(String user, String device) {
    return Optional.ofNullable(devices.get(user + "/" + device)).orElseThrow();
  }

  LogEntry entry(long seq, TestDevice from, String tempId, int attempt, String to) {
    UserId sender = from.session().user();
    return new LogEntry(
        seq,
        new Submission(
            ThreadId.direct(sender, new UserId(to)),
            ids.next(),
            sender,
            from.session().device(),
            new TempId(tempId),
            attempt,
            "text " + seq,
            clock.millis()));
  }

  /** What a device says of an earlier message of its direct thread. */
  LogEntry saying(long seq, TestDevice from, String to, Content content) {
    LogEntry words = entry(seq, from, "t-" + seq, 1, to);
    Submission said = words.submission();
    return new LogEntry(
        seq,
        new Submission(
            said.thread(),
            said.id(),
            said.sender(),
            said.device(),
            said.tempId(),
            1,
            content,
            said.acceptedAtMillis()));
  }

  void accept(TestDevice from, String one, String other, String tempId) {
    journey.accept(
        from.session(),
        new ClientFrame.Send(
            ThreadId.direct(new UserId(one), new UserId(other)), new TempId(tempId), 1, "hey"));
  }

  /** As {@link #accept}, with an image; nothing is known of it until {@link #lookUp}. */
  void acceptImage(TestDevice from, String one, String other, String tempId, MediaId image) {
    journey.accept(
        from.session(),
        new ClientFrame.Send(
            ThreadId.direct(new UserId(one), new UserId(other)),
            new TempId(tempId),
            1,
            new Content.Media(MediaKind.IMAGE, image, "text/html", 1, "look")));
  }

  MediaRecords media() {
    return media;
  }

  /** Lets the oldest question to the library be answered. */
  void lookUp() {
    lookUps.remove().run();
  }

  int lookUps() {
    return lookUps.size();
  }

  List<Long> storedSeqs(String one, String other) {
    return storedSeqs(ThreadId.direct(new UserId(one), new UserId(other)));
  }

  List<LogEntry> appended() {
    return log.appended;
  }

  void holdLog() {
    log.held = true;
  }

  void releaseLog() {
    log.waiting.forEach((future, seq) -> future.complete(seq));
  }

  void failLog() {
    log.waiting
        .keySet()
        .forEach(
            future ->
                future.completeExceptionally(
                    new MessageLog.LogUnconfirmed("planted", new IllegalStateException("late"))));
  }

  void beforeStorage(Runnable action) {
    history.before.set(action);
  }

  /** Messages with these words are refused until there are no such words. */
  void poison(String words) {
    history.poison = words;
  }

  Replay replay() {
    return new Replay(letters, history);
  }

  List<DeadLetter> letters() {
    return letters.list(DeadLetters.LIST_MAX);
  }

  double counted(String name, String tag, String value) {
    return registry.get(name).tag(tag, value).counter().count();
  }

  void failStorage(int times) {
    history.failures.set(times);
  }

  void breakLink() {
    links.attach(ID, null);
  }

  void mendLink() {
    links.attach(ID, journey);
  }

  void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("the condition within 10 s").isLessThan(deadline);
      LockSupport.parkNanos(1_000_000);
    }
  }
}
