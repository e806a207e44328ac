package org.plumbline.messenger.friend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.friend.FriendStore.Asked;
import org.plumbline.messenger.friend.FriendStore.Friend;
import org.plumbline.protocol.UserId;

/** What every store of friendships does; the one under test allows five friends, three requests. */
public interface FriendStoreContract {

  Instant NOW = Instant.ofEpochMilli(1_800_000_000_000L);
  Instant LATER = NOW.plusSeconds(60);

  /** The settings that this contract speaks of. */
  static FriendConfig config() {
    return new FriendConfig(
        true, 5, 3, Duration.ofSeconds(2), Duration.ofMinutes(5), 1_000, 16, 1_000);
  }

  FriendStore store();

  @Test
  default void shouldBeFriendsWhenOneAskedAndTheOtherAccepted() {
    UserId ada = someone();
    UserId bob = someone();

    assertThat(store().ask(ada, bob, NOW)).isEqualTo(Asked.REQUESTED);
    assertThat(areFriends(ada, bob)).isFalse();
    assertThat(store().accept(ada, bob, NOW)).as("who asked cannot accept").isFalse();
    assertThat(store().requests(bob, 10).incoming()).containsExactly(new Friend(ada, NOW));
    assertThat(store().requests(ada, 10).outgoing()).containsExactly(new Friend(bob, NOW));
    assertThat(store().accept(bob, ada, LATER)).isTrue();
    assertThat(areFriends(ada, bob)).isTrue();
    assertThat(store().friends(ada, null, 10)).containsExactly(new Friend(bob, LATER));
    assertThat(store().friends(bob, null, 10)).containsExactly(new Friend(ada, LATER));
    assertThat(store().requests(bob, 10).incoming()).isEmpty();
    assertThat(store().accept(bob, ada, LATER)).as("a second time").isFalse();
  }

  @Test
  default void shouldBeFriendsWhenBothAsked() {
    UserId ada = someone();
    UserId bob = someone();
    store().ask(bob, ada, NOW);

    assertThat(store().ask(ada, bob, LATER)).isEqualTo(Asked.FRIENDS);
    assertThat(store().ask(ada, bob, LATER.plusSeconds(9))).isEqualTo(Asked.FRIENDS);
    assertThat(store().friends(ada, null, 10)).containsExactly(new Friend(bob, LATER));
  }

  @Test
  default void shouldChangeNothingWhenAskedTwice() {
    UserId ada = someone();
    UserId bob = someone();
    store().ask(ada, bob, NOW);

    assertThat(store().ask(ada, bob, LATER)).isEqualTo(Asked.REQUESTED);
    assertThat(store().requests(bob, 10).incoming()).containsExactly(new Friend(ada, NOW));
  }

  @Test
  default void shouldForgetTheRequestWhenItIsRejectedOrTakenBack() {
    UserId ada = someone();
    UserId bob = someone();
    store().ask(ada, bob, NOW);
    assertThat(store().reject(ada, bob)).as("who asked cannot reject").isFalse();
    assertThat(store().remove(bob, ada)).as("not his to take back").isFalse();
    assertThat(store().reject(bob, ada)).isTrue();
    assertThat(store().reject(bob, ada)).isFalse();
    store().ask(ada, bob, NOW);
    assertThat(store().remove(ada, bob)).isTrue();

    assertThat(store().accept(bob, ada, NOW)).isFalse();
    assertThat(store().requests(bob, 10).incoming()).isEmpty();
  }

  @Test
  default void shouldEndTheFriendshipForBothWhenOneRemovesTheOther() {
    UserId ada = someone();
    UserId bob = someone();
    befriend(ada, bob);
    assertThat(store().reject(ada, bob)).as("no request").isFalse();

    assertThat(store().remove(ada, bob)).isTrue();
    assertThat(areFriends(ada, bob)).isFalse();
    assertThat(store().friends(bob, null, 10)).isEmpty();
    assertThat(store().remove(bob, ada)).isFalse();
  }

  @Test
  default void shouldListFriendsByNameInPagesWhicheverNameIsTheGreater() {
    String run = UUID.randomUUID().toString().substring(0, 8);
    UserId middle = new UserId("m-" + run);
    for (String name : List.of("z", "a", "q", "b")) {
      befriend(middle, new UserId(name + "-" + run));
    }

    List<Friend> first = store().friends(middle, null, 3);
    List<Friend> second = store().friends(middle, first.getLast().user(), 3);

    assertThat(first)
        .extracting(friend -> friend.user().value().charAt(0))
        .containsExactly('a', 'b', 'q');
    assertThat(second).extracting(friend -> friend.user().value().charAt(0)).containsExactly('z');
  }

  @Test
  default void shouldRefuseWhenOneHasTooMany() {
    UserId eager = someone();
    for (int i = 0; i < 3; i++) {
      assertThat(store().ask(eager, someone(), NOW)).isEqualTo(Asked.REQUESTED);
    }
    assertThat(store().ask(eager, someone(), NOW)).isEqualTo(Asked.TOO_MANY);
    UserId wanted = someone();
    for (int i = 0; i < 3; i++) {
      assertThat(store().ask(someone(), wanted, NOW)).isEqualTo(Asked.REQUESTED);
    }
    assertThat(store().ask(someone(), wanted, NOW)).isEqualTo(Asked.TOO_MANY);
    UserId loved = someone();
    for (int i = 0; i < 5; i++) {
      befriend(loved, someone());
    }
    assertThat(store().ask(loved, someone(), NOW)).isEqualTo(Asked.TOO_MANY);
    assertThat(store().ask(someone(), loved, NOW)).isEqualTo(Asked.TOO_MANY);
  }

  @Test
  default void shouldMakeFriendsOfAllPairsWhateverWasBefore() {
    UserId ada = someone();
    UserId bob = someone();
    UserId carol = someone();
    UserId dan = someone();
    befriend(ada, bob);
    store().ask(carol, ada, NOW);

    store().befriend(List.of(Pair.of(ada, bob), Pair.of(ada, carol), Pair.of(dan, carol)), LATER);

    assertThat(store().friends(ada, null, 10))
        .containsExactlyInAnyOrder(new Friend(bob, NOW), new Friend(carol, LATER));
    assertThat(store().friends(carol, null, 10))
        .containsExactlyInAnyOrder(new Friend(ada, LATER), new Friend(dan, LATER));
    assertThat(store().requests(ada, 10).incoming()).isEmpty();
    UserId loved = someone();
    List<Pair> many = Stream.generate(() -> Pair.of(loved, someone())).limit(1_000).toList();
    store().befriend(many, NOW);
    assertThat(store().friendsAmong(many)).as("past the bound of five").hasSize(1_000);
    store().befriend(List.of(), NOW);
  }

  @Test
  default void shouldTellTheFriendsAmongManyPairs() {
    UserId ada = someone();
    UserId bob = someone();
    UserId carol = someone();
    befriend(ada, bob);
    store().ask(ada, carol, NOW);

    assertThat(
            store()
                .friendsAmong(List.of(Pair.of(ada, bob), Pair.of(carol, ada), Pair.of(bob, carol))))
        .containsExactly(Pair.of(ada, bob));
    assertThat(store().friendsAmong(List.of())).isEmpty();
  }

  @Test
  default void shouldBeFriendsWhenBothAskAtOnce() throws Exception {
    for (int round = 0; round < 5; round++) {
      UserId ada = someone();
      UserId bob = someone();
      List<Callable<Asked>> both =
          List.of(() -> store().ask(ada, bob, NOW), () -> store().ask(bob, ada, NOW));
      List<Asked> answers = new ArrayList<>();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (Future<Asked> answer : threads.invokeAll(both)) {
          answers.add(answer.get());
        }
      }
      assertThat(answers).contains(Asked.FRIENDS);
      assertThat(areFriends(ada, bob)).isTrue();
    }
  }

  private boolean areFriends(UserId one, UserId other) {
    return !store().friendsAmong(List.of(Pair.of(one, other))).isEmpty();
  }

  private void befriend(UserId one, UserId other) {
    store().ask(one, other, NOW);
    assertThat(store().accept(other, one, NOW)).isTrue();
  }

  private static UserId someone() {
    return new UserId("u-" + UUID.randomUUID());
  }
}
