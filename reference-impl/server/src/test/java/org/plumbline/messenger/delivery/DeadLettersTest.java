package org.plumbline.messenger.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.log.DeadLetter;
import org.plumbline.messenger.log.DeadLetters;

class DeadLettersTest {

  private final TestNode node = new TestNode();
  private final TestDevice ada = node.connect("ada", "phone");
  private final TestDevice bob = node.connect("bob", "phone");

  @AfterEach
  void stop() {
    node.close();
  }

  private void take(long... seqs) throws Exception {
    List<CompletableFuture<?>> taken = new ArrayList<>();
    for (long seq : seqs) {
      taken.add(node.journey().take(List.of(node.entry(seq, ada, "t-" + seq, 1, "bob"))));
    }
    for (CompletableFuture<?> each : taken) {
      each.get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void shouldStoreTheOthersWhenTheStoreRefusesOne() throws Exception {
    node.poison("text 3");
    take(1, 2, 3, 4, 5);
    assertThat(node.storedSeqs("ada", "bob")).containsExactly(1L, 2L, 4L, 5L);
    assertThat(node.letters())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.cause()).isEqualTo(DeadLetter.Cause.UNSTORABLE);
              assertThat(letter.seq()).isEqualTo(3);
              assertThat(letter.detail()).doesNotContain("text 3");
            });
    assertThat(node.counted("messenger.dead.letters", "cause", "unstorable")).isEqualTo(1);
    assertThat(bob.received()).as("delivered all the same").hasSize(5);
  }

  @Test
  void shouldStoreALetterUnderItsFirstSeqWhenItIsReplayedAndOnceOnly() throws Exception {
    node.poison("text 2");
    take(1, 2, 3);
    assertThat(node.replay().replay()).isEqualTo(new DeadLetters.Replayed(0, 0, 1, true));
    node.poison("");
    assertThat(node.replay().replay()).isEqualTo(new DeadLetters.Replayed(1, 0, 0, true));
    assertThat(node.storedSeqs("ada", "bob")).containsExactly(1L, 2L, 3L);
    assertThat(node.letters()).isEmpty();
    assertThat(node.replay().replay()).isEqualTo(new DeadLetters.Replayed(0, 0, 0, true));
  }

  @Test
  void shouldMakeNoSecondMessageWhenTheDeviceHasRepeatedItMeanwhile() throws Exception {
    node.poison("text 2");
    take(1, 2);
    node.poison("");
    // The worker has forgotten, and the history does not know the first one.
    node.journey().shareChanged();
    node.journey().take(List.of(node.entry(7, ada, "t-2", 2, "bob"))).get(10, TimeUnit.SECONDS);
    assertThat(node.storedSeqs("ada", "bob")).containsExactly(1L, 7L);
    assertThat(node.replay().replay()).isEqualTo(new DeadLetters.Replayed(0, 1, 0, true));
    assertThat(node.storedSeqs("ada", "bob")).containsExactly(1L, 7L);
  }

  @Test
  void shouldHoldEverythingWhileTheStoreIsAway() throws Exception {
    node.failStorage(20);
    take(1, 2);
    assertThat(node.storedSeqs("ada", "bob")).containsExactly(1L, 2L);
    assertThat(node.letters()).isEmpty();
  }
}
