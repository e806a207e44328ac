package org.plumbline.messenger.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.push.MissedMessage;
import org.plumbline.protocol.DeviceId;

/** Whom the journey of a message notes as missed, and when the log may forget the message. */
class MissedDevicesTest {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final TestNode node = new TestNode();

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void shouldNoteDeviceWhenItOptedInAndIsAway() {
    TestDevice ann = node.connect("ann", "phone");
    node.optIn("bob", "phone");

    node.journey().take(List.of(node.entry(7, ann, "t-1", 1, "bob"))).join();

    assertThat(node.noted().notes())
        .singleElement()
        .satisfies(
            note -> {
              assertThat(note.user().value()).isEqualTo("bob");
              assertThat(note.sender().value()).isEqualTo("ann");
              assertThat(note.seq()).isEqualTo(7);
              assertThat(note.kind()).isEqualTo("text");
              assertThat(note.preview()).as("no words leave us").isEmpty();
              assertThat(note.devices()).containsExactly(new DeviceId("phone"));
              assertThat(note.elsewhere()).isFalse();
              assertThat(note.dueAtMillis()).isEqualTo(note.missedAtMillis() + 50);
            });
  }

  @Test
  void shouldNoteNobodyWhenDevicesAreThereOrDidNotOptIn() {
    TestDevice ann = node.connect("ann", "phone");
    node.optIn("ann", "tablet");
    node.connect("bob", "phone");
    node.optIn("bob", "phone");

    node.journey().take(List.of(node.entry(1, ann, "t-1", 1, "bob"))).join();
    node.journey().take(List.of(node.entry(2, ann, "t-2", 1, "cem"))).join();

    assertThat(node.noted().notes()).isEmpty();
  }

  @Test
  void shouldRememberNobodyWhomNoMessageConcernedWhenHisDeviceOptsInOnAnotherNode() {
    TestDevice ann = node.connect("ann", "phone");
    TestDevice bob = node.connect("bob", "laptop");
    node.journey().take(List.of(node.entry(1, bob, "t-1", 1, "ann"))).join();
    node.optIn("bob", "phone");

    node.journey().take(List.of(node.entry(2, ann, "t-2", 1, "bob"))).join();

    assertThat(node.noted().notes())
        .singleElement()
        .satisfies(note -> assertThat(note.devices()).containsExactly(new DeviceId("phone")));
  }

  @Test
  void shouldNoteOnlyMissedDeviceWhenAnotherOfTheUserIsThere() {
    TestDevice ann = node.connect("ann", "phone");
    node.connect("bob", "laptop");
    node.optIn("bob", "laptop");
    node.optIn("bob", "phone");

    node.journey().take(List.of(node.entry(1, ann, "t-1", 1, "bob"))).join();

    assertThat(node.noted().notes())
        .singleElement()
        .satisfies(note -> assertThat(note.devices()).containsExactly(new DeviceId("phone")))
        .extracting(MissedMessage::elsewhere)
        .isEqualTo(true);
  }

  @Test
  void shouldNoteNobodyWhenSecondLookFindsTheDevice() {
    TestDevice ann = node.connect("ann", "phone");
    node.optIn("bob", "phone");
    node.beforeStorage(() -> node.connect("bob", "phone"));

    node.journey().take(List.of(node.entry(1, ann, "t-1", 1, "bob"))).join();

    assertThat(node.noted().notes()).isEmpty();
  }

  @Test
  void shouldHoldEntryUntilNoteIsSafe() {
    TestDevice ann = node.connect("ann", "phone");
    node.optIn("bob", "phone");
    CompletableFuture<@Nullable Void> safe = new CompletableFuture<>();
    node.noted().safeWhen(safe);

    CompletableFuture<@Nullable Void> taken =
        node.journey().take(List.of(node.entry(1, ann, "t-1", 1, "bob")));
    node.await(() -> !node.noted().notes().isEmpty());

    assertThat(taken).isNotDone();
    safe.complete(null);
    assertThat(taken).succeedsWithin(PATIENCE);
  }

  @Test
  void shouldLetEntryGoWhenNoteIsNotSafeInTime() {
    TestDevice ann = node.connect("ann", "phone");
    node.optIn("bob", "phone");
    node.noted().safeWhen(new CompletableFuture<>());

    assertThat(node.journey().take(List.of(node.entry(1, ann, "t-1", 1, "bob"))))
        .succeedsWithin(PATIENCE);
    node.noted().safeWhen(CompletableFuture.failedFuture(new IllegalStateException("planted")));
    assertThat(node.journey().take(List.of(node.entry(2, ann, "t-2", 1, "bob"))))
        .succeedsWithin(PATIENCE);
  }
}
