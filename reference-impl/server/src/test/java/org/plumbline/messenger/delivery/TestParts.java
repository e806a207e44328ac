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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.device.PushAddress;
import org.plumbline.messenger.device.PushDevice;
import org.plumbline.messenger.device.PushDeviceStore;
import org.plumbline.messenger.device.PushProvider;
import org.plumbline.messenger.device.memory.InMemoryPushDeviceStore;
import org.plumbline.messenger.directory.ResyncList;
import org.plumbline.messenger.directory.SessionDirectory;
import org.plumbline.messenger.directory.memory.MemoryDirectory;
import org.plumbline.messenger.directory.memory.MemoryResyncList;
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
import org.plumbline.messenger.media.MediaRecords;
import org.plumbline.messenger.media.memory.InMemoryMediaRecords;
import org.plumbline.messenger.node.NodeConfig;
import org.plumbline.messenger.node.NodeRole;
import org.plumbline.messenger.push.NotedMessages;
import org.plumbline.messenger.push.PushMeters;
import org.plumbline.messenger.push.PushOffice;
import org.plumbline.messenger.push.PushSettings;
import org.plumbline.messenger.push.Unheard;
import org.plumbline.messenger.push.memory.MemoryPushSender;
import org.plumbline.messenger.recents.Recents;
import org.plumbline.messenger.recents.memory.InMemoryRecents;
import org.plumbline.messenger.session.RecordingConnection;
import org.plumbline.messenger.session.Session;
import org.plumbline.messenger.session.Sessions;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.MessageId;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/** What a test's node is made of, with what a test can hold up, plant and look at. */
abstract class TestParts {

  static final String ID = "node-1";

  final InstantSource clock = InstantSource.system();
  final MemoryDirectory world = new MemoryDirectory(clock);
  final MemoryDirectory.View view = world.join(ID, "127.0.0.1", 0);
  final HeldDirectory held = new HeldDirectory(view);
  final HeldNews news = new HeldNews(view);
  final MemoryLinks links = new MemoryLinks(new NodeConfig(ID, 1, Set.of(NodeRole.values())));
  final MemoryResyncList resyncs = new MemoryResyncList();
  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  final Sessions sessions = new Sessions(registry);
  final SlowHistory history;
  final HeldLog log = new HeldLog();
  final MemoryDeadLetters letters = new MemoryDeadLetters(new DeadLetterMeters(registry));
  final Map<String, TestDevice> devices = new HashMap<>();
  final HeldFeed feed;
  final PushDeviceStore pushDevices = new InMemoryPushDeviceStore();
  final NotedMessages noted = new NotedMessages();
  final MediaRecords media = new InMemoryMediaRecords();
  final Deque<Runnable> lookUps = new ConcurrentLinkedDeque<>();
  final InMemoryRecents recentMessages = new InMemoryRecents();
  final InMemoryCursors cursors = new InMemoryCursors();
  final AtomicLong nanos = new AtomicLong();
  final AtomicBoolean counts = new AtomicBoolean(true);
  final MessageIds ids = new MessageIds(clock, 1, counts::get);

  /** Parts of a node; what was stored and published by the crashed one, if there was one, stays. */
  TestParts(@Nullable TestParts crashed) {
    history = crashed == null ? new SlowHistory(clock) : crashed.history;
    feed = crashed == null ? new HeldFeed() : crashed.feed;
  }

  final PushOffice push() {
    return new PushOffice(
        PushSettings.quick(),
        pushDevices,
        noted,
        List.of(new MemoryPushSender(PushProvider.APNS)),
        new PushMeters(registry),
        clock);
  }

  final Unheard unheard(PushOffice office) {
    return new Unheard(PushSettings.quick(), office, history, noted, new PushMeters(registry));
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

  MessageHistory history() {
    return history;
  }

  Recents recents() {
    return recentMessages;
  }

  Cursors cursors() {
    return cursors;
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

  HeldNews news() {
    return news;
  }

  /** Who was left to sync. */
  List<SessionDirectory.Session> leftToSync() {
    ResyncList own = resyncs.of(ID);
    return own.noted().sessions();
  }

  /** Whether this process counts as its node. */
  void counts(boolean does) {
    counts.set(does);
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

  void forgetNextStored() {
    history.forgetsNext.set(true);
  }

  void failStorage(int times) {
    history.failures.set(times);
  }

  void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("the condition within 10 s").isLessThan(deadline);
      LockSupport.parkNanos(1_000_000);
    }
  }
}
