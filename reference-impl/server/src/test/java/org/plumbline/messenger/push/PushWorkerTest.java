package org.plumbline.messenger.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.device.PushAddress;
import org.plumbline.messenger.device.PushDevice;
import org.plumbline.messenger.device.PushProvider;
import org.plumbline.messenger.device.memory.InMemoryPushDeviceStore;
import org.plumbline.messenger.directory.memory.MemoryDirectory;
import org.plumbline.messenger.history.Cursors.Cursor;
import org.plumbline.messenger.history.memory.InMemoryCursors;
import org.plumbline.messenger.push.PushSender.Answer;
import org.plumbline.messenger.push.memory.MemoryPushSender;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.Status;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

class PushWorkerTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final UserId ANN = new UserId("ann");
  private static final UserId BOB = new UserId("bob");
  private static final ThreadId THREAD = ThreadId.direct(ANN, BOB);
  private static final DeviceId PHONE = new DeviceId("phone");

  private final InstantSource clock = InstantSource.system();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final InMemoryPushDeviceStore store = new InMemoryPushDeviceStore();
  private final MemoryDirectory world = new MemoryDirectory(clock);
  private final MemoryDirectory.View view = world.join("node-1", "127.0.0.1", 0);
  private final InMemoryCursors cursors = new InMemoryCursors();
  private final MemoryPushSender apns = new MemoryPushSender(PushProvider.APNS);
  private final MemoryPushSender fcm = new MemoryPushSender(PushProvider.FCM);
  private final PushMeters meters = new PushMeters(registry);
  private final PushDecision decision = new PushDecision(store, view, cursors, meters);
  private final PushWorker worker =
      new PushWorker(
          decision,
          new PushLanes(
              PushSettings.quick(),
              List.of(apns, fcm),
              store,
              decision,
              meters,
              clock,
              new Random(1)),
          clock);

  @BeforeEach
  void start() {
    assertThat(view.announce()).isTrue();
    worker.start();
    save(PHONE, PushProvider.APNS, true);
  }

  @AfterEach
  void stop() {
    worker.close();
  }

  @Test
  void shouldPushOnceWithCountWhenMessagesOfThreadComeTogether() {
    CompletableFuture<@Nullable Void> done =
        worker.take(List.of(note(1), note(2), note(3), note(4), note(5)));

    assertThat(done).succeedsWithin(PATIENCE);
    assertThat(apns.given())
        .singleElement()
        .satisfies(
            given -> {
              assertThat(given.notification().count()).isEqualTo(5);
              assertThat(given.notification().last().seq()).isEqualTo(5);
              assertThat(given.notification().data())
                  .containsEntry("thread_id", THREAD.value())
                  .containsEntry("sender_id", "ann")
                  .containsEntry("kind", "text")
                  .containsEntry("count", "5")
                  .doesNotContainKey("preview");
            });
    assertThat(count(PushProvider.APNS, "sent")).isEqualTo(1);
    assertThat(count(PushProvider.APNS, "collapsed")).isEqualTo(4);
  }

  @Test
  void shouldWaitForGraceBeforeItPushes() {
    long now = clock.millis();
    MissedMessage later = note(1, now + 300, false);

    assertThat(worker.take(List.of(later))).succeedsWithin(PATIENCE);

    assertThat(clock.millis() - now).isGreaterThanOrEqualTo(300);
    assertThat(apns.given()).hasSize(1);
  }

  @Test
  void shouldNotTryAgainWhenTheDeviceLoggedOutMeanwhile() {
    apns.behave(
        given -> {
          assertThat(store.remove(BOB, PHONE)).isTrue();
          return CompletableFuture.completedFuture(new Answer.Later(null, "busy"));
        });

    assertThat(worker.take(List.of(note(1)))).succeedsWithin(PATIENCE);

    assertThat(apns.given()).hasSize(1);
    assertThat(count(PushProvider.APNS, "cancelled")).isEqualTo(1);
  }

  @Test
  void shouldNotPushWhenDeviceCameMeanwhile() {
    view.register(BOB, PHONE);

    assertThat(worker.take(List.of(note(1)))).succeedsWithin(PATIENCE);

    assertThat(apns.given()).isEmpty();
    assertThat(count(PushProvider.APNS, "cancelled")).isEqualTo(1);
  }

  @Test
  void shouldNotPushWhenMessageWasDeliveredOrReadMeanwhile() {
    cursors.advance(List.of(new Cursor(THREAD, BOB, Status.DELIVERED, 3)));
    assertThat(worker.take(List.of(note(3)))).succeedsWithin(PATIENCE);
    assertThat(apns.given()).as("delivered").isEmpty();

    assertThat(worker.take(List.of(note(4)))).succeedsWithin(PATIENCE);
    assertThat(apns.given()).as("a newer one").hasSize(1);

    cursors.advance(List.of(new Cursor(THREAD, BOB, Status.READ, 5)));
    assertThat(worker.take(List.of(note(5, clock.millis(), true)))).succeedsWithin(PATIENCE);
    assertThat(apns.given()).as("read elsewhere").hasSize(1);
  }

  @Test
  void shouldPushToDeviceThatIsAwayWhenAnotherOneHasTheMessage() {
    DeviceId laptop = new DeviceId("laptop");
    save(laptop, PushProvider.FCM, true);
    view.register(BOB, laptop);
    cursors.advance(List.of(new Cursor(THREAD, BOB, Status.DELIVERED, 1)));

    assertThat(worker.take(List.of(note(1, clock.millis(), true)))).succeedsWithin(PATIENCE);

    assertThat(apns.given()).as("the phone is away").hasSize(1);
    assertThat(fcm.given()).as("the laptop is here").isEmpty();
  }

  @Test
  void shouldNotPushWhenDeviceOptedOut() {
    save(PHONE, PushProvider.APNS, false);

    assertThat(worker.take(List.of(note(1)))).succeedsWithin(PATIENCE);

    assertThat(apns.given()).isEmpty();
  }

  @Test
  void shouldTryAgainWithoutDuplicateWhenProviderIsBusy() {
    AtomicInteger tries = new AtomicInteger();
    long started = clock.millis();
    apns.behave(
        _ ->
            CompletableFuture.completedFuture(
                tries.incrementAndGet() == 1
                    ? new Answer.Later(Duration.ofMillis(300), "429")
                    : new Answer.Sent()));

    assertThat(worker.take(List.of(note(1)))).succeedsWithin(PATIENCE);

    assertThat(tries).hasValue(2);
    assertThat(clock.millis() - started).as("left alone as asked").isGreaterThanOrEqualTo(300);
    assertThat(count(PushProvider.APNS, "sent")).isEqualTo(1);
    assertThat(count(PushProvider.APNS, "retried")).isEqualTo(1);
  }

  @Test
  void shouldGiveUpWhenTriesAreUsedUp() {
    apns.behave(_ -> CompletableFuture.failedFuture(new IllegalStateException("down")));

    assertThat(worker.take(List.of(note(1)))).succeedsWithin(PATIENCE);

    assertThat(apns.given()).hasSize(4);
    assertThat(count(PushProvider.APNS, "gave_up")).isEqualTo(1);
    assertThat(store.find(BOB, PHONE)).as("not the device's fault").isPresent();
  }

  @Test
  void shouldForgetDeviceWhenProviderKnowsItNoMore() {
    apns.behave(_ -> CompletableFuture.completedFuture(new Answer.Gone(null)));

    assertThat(worker.take(List.of(note(1)))).succeedsWithin(PATIENCE);

    assertThat(store.find(BOB, PHONE)).isEmpty();
    assertThat(count(PushProvider.APNS, "pruned")).isEqualTo(1);
  }

  @Test
  void shouldKeepDeviceWhenItRegisteredAfterItsAddressWasDead() {
    apns.behave(
        _ -> CompletableFuture.completedFuture(new Answer.Gone(Instant.ofEpochMilli(1_000))));

    assertThat(worker.take(List.of(note(1)))).succeedsWithin(PATIENCE);

    assertThat(store.find(BOB, PHONE)).isPresent();
  }

  @Test
  void shouldBoundRequestsUnderWayWhenProviderIsSlow() {
    List<CompletableFuture<Answer>> open = new ArrayList<>();
    apns.behave(
        _ -> {
          CompletableFuture<Answer> answer = new CompletableFuture<>();
          synchronized (open) {
            open.add(answer);
            open.notifyAll();
          }
          return answer;
        });
    List<MissedMessage> notes = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      UserId user = new UserId("user-" + i);
      store.save(
          new PushDevice(
              user, PHONE, new PushAddress.Token(PushProvider.APNS, "t" + i), true, 2_000));
      notes.add(note(user, ThreadId.direct(ANN, user), i, clock.millis(), false));
    }

    CompletableFuture<@Nullable Void> done = worker.take(notes);
    int seen = 0;
    while (seen < 6) {
      assertThat(awaitMore(open, seen) - seen).as("under way").isBetween(1, 2);
      open.get(seen++).complete(new Answer.Sent());
    }

    assertThat(done).succeedsWithin(PATIENCE);
  }

  @Test
  void shouldPushToOthersWhenOneProviderIsDown() {
    DeviceId tablet = new DeviceId("tablet");
    save(tablet, PushProvider.FCM, true);
    apns.behave(_ -> new CompletableFuture<>());

    CompletableFuture<@Nullable Void> done = worker.take(List.of(note(1)));
    long until = clock.millis() + PATIENCE.toMillis();
    while (fcm.given().isEmpty()) {
      assertThat(clock.millis()).isLessThan(until);
      Thread.onSpinWait();
    }

    assertThat(done).as("the note stays in hand").isNotDone();
  }

  private static int awaitMore(List<CompletableFuture<Answer>> open, int than) {
    synchronized (open) {
      while (open.size() <= than) {
        try {
          open.wait(PATIENCE.toMillis());
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new AssertionError(e);
        }
      }
      return open.size();
    }
  }

  private void save(DeviceId device, PushProvider provider, boolean optedIn) {
    store.save(
        new PushDevice(
            BOB, device, new PushAddress.Token(provider, device.value()), optedIn, 2_000));
  }

  private MissedMessage note(long seq) {
    return note(seq, clock.millis() + 50, false);
  }

  private MissedMessage note(long seq, long due, boolean elsewhere) {
    return note(BOB, THREAD, seq, due, elsewhere);
  }

  private MissedMessage note(UserId user, ThreadId thread, long seq, long due, boolean elsewhere) {
    return new MissedMessage(
        user, thread, ANN, seq, "text", "", List.of(), elsewhere, clock.millis(), due);
  }

  private double count(PushProvider provider, String outcome) {
    return registry.getMeters().stream()
        .filter(Counter.class::isInstance)
        .map(Counter.class::cast)
        .filter(counter -> provider.id().equals(counter.getId().getTag("provider")))
        .filter(counter -> outcome.equals(counter.getId().getTag("outcome")))
        .mapToDouble(Counter::count)
        .sum();
  }
}
