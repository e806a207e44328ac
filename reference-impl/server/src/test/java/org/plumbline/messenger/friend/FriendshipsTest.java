package org.plumbline.messenger.friend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.friend.memory.InMemoryFriendStore;
import org.plumbline.protocol.UserId;

class FriendshipsTest {

  private static final UserId ADA = new UserId("ada");
  private static final UserId BOB = new UserId("bob");
  private static final UserId CAROL = new UserId("carol");

  private volatile Instant now = Instant.ofEpochMilli(1_800_000_000_000L);
  private final Scripted store = new Scripted();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Friendships friendships =
      new Friendships(store, FriendStoreContract.config(), () -> now, meters);

  @Test
  void shouldAskTheStoreOnceWhileTheAnswerCounts() {
    befriend(ADA, BOB);

    assertThat(friendships.known(ADA, BOB)).isEmpty();
    assertThat(friendships.areFriends(ADA, BOB)).isTrue();
    assertThat(friendships.areFriends(BOB, ADA)).isTrue();
    assertThat(friendships.areFriends(ADA, CAROL)).isFalse();
    assertThat(friendships.known(CAROL, ADA)).contains(false);
    assertThat(store.batches).hasSize(2);
  }

  @Test
  void shouldSeeTheChangeOfAnotherNodeWhenTheAnswerIsTooOld() {
    befriend(ADA, BOB);
    assertThat(friendships.areFriends(ADA, BOB)).isTrue();
    store.remove(ADA, BOB);

    now = now.plusMillis(2_000);

    assertThat(friendships.known(ADA, BOB)).isEmpty();
    assertThat(friendships.areFriends(ADA, BOB)).isFalse();
  }

  @Test
  void shouldKnowAtOnceWhatThisNodeChanged() {
    store.release.countDown();
    assertThat(friendships.areFriends(ADA, BOB)).isFalse();

    friendships.changed(ADA, BOB, true);

    assertThat(friendships.known(BOB, ADA)).contains(true);
    friendships.befriend(List.of(Pair.of(CAROL, ADA)));
    assertThat(friendships.known(ADA, CAROL)).contains(true);
    assertThat(store.rows.friendsAmong(List.of(Pair.of(ADA, CAROL)))).hasSize(1);
  }

  @Test
  void shouldNotLetAnOlderReadOverwriteWhatThisNodeChanged() throws Exception {
    CompletableFuture<Boolean> asked = friendships.ask(ADA, BOB);
    store.held.await();
    now = now.plusMillis(1);
    friendships.changed(ADA, BOB, true);
    store.release.countDown();

    assertThat(asked.get(10, TimeUnit.SECONDS)).isTrue();
    assertThat(friendships.known(ADA, BOB)).contains(true);
  }

  @Test
  void shouldReadManyPairsTogetherWhenTheyWait() throws Exception {
    CompletableFuture<Boolean> first = friendships.ask(ADA, BOB);
    store.held.await();
    List<CompletableFuture<Boolean>> others =
        IntStream.range(0, 40).mapToObj(i -> friendships.ask(ADA, new UserId("u" + i))).toList();
    store.release.countDown();
    first.get(10, TimeUnit.SECONDS);
    for (CompletableFuture<Boolean> other : others) {
      other.get(10, TimeUnit.SECONDS);
    }

    assertThat(store.batches).containsExactly(1, 16, 16, 8);
  }

  @Test
  void shouldCountAnOldAnswerForAWhileWhenTheStoreIsAway() {
    befriend(ADA, BOB);
    assertThat(friendships.areFriends(ADA, BOB)).isTrue();
    store.failing = true;
    now = now.plusSeconds(60);

    assertThat(friendships.areFriends(ADA, BOB)).isTrue();
    assertThatExceptionOfType(FriendsUnavailable.class)
        .isThrownBy(() -> friendships.areFriends(ADA, CAROL));
    now = now.plus(Duration.ofMinutes(5));
    assertThatExceptionOfType(FriendsUnavailable.class)
        .isThrownBy(() -> friendships.areFriends(ADA, BOB));
  }

  @Test
  void shouldNotWaitForAStoreThatHangsWhenAnOldAnswerIsThere() throws Exception {
    befriend(ADA, BOB);
    assertThat(friendships.areFriends(ADA, BOB)).isTrue();
    store.hanging = new CountDownLatch(1);
    now = now.plusSeconds(60);

    assertThat(friendships.ask(ADA, BOB).get(10, TimeUnit.SECONDS)).isTrue();
    store.hanging.countDown();
  }

  @Test
  void shouldAnswerAtOnceWhenTheStoreWasSeenToBeAway() {
    befriend(ADA, BOB);
    assertThat(friendships.areFriends(ADA, BOB)).isTrue();
    store.failing = true;
    now = now.plusSeconds(60);
    assertThat(friendships.areFriends(ADA, BOB)).isTrue();
    store.hanging = new CountDownLatch(1);

    assertThat(friendships.ask(ADA, BOB)).isCompletedWithValue(true);
    store.hanging.countDown();
  }

  @Test
  void shouldTellTheFriendsAmongOthersWhenTheUserIsOneOfThem() {
    befriend(ADA, BOB);

    assertThat(friendships.friendsAmong(ADA, List.of(ADA, BOB, CAROL))).isEqualTo(Set.of(ADA, BOB));
  }

  private void befriend(UserId one, UserId other) {
    store.ask(one, other, now);
    store.accept(other, one, now);
    store.release.countDown();
  }

  /** Holds the first read until it is released, when a test does so; counts what was read. */
  private static final class Scripted implements FriendStore {
    private final InMemoryFriendStore rows = new InMemoryFriendStore(FriendStoreContract.config());
    private final List<Integer> batches = new ArrayList<>();
    private final CountDownLatch held = new CountDownLatch(1);
    private volatile CountDownLatch hanging = new CountDownLatch(0);
    private final CountDownLatch release = new CountDownLatch(1);
    private volatile boolean failing;

    @Override
    public Set<Pair> friendsAmong(Collection<Pair> pairs) {
      if (failing) {
        throw new FriendsUnavailable("told to fail");
      }
      batches.add(pairs.size());
      held.countDown();
      try {
        release.await(10, TimeUnit.SECONDS);
        assertThat(hanging.await(20, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return rows.friendsAmong(pairs);
    }

    @Override
    public Asked ask(UserId user, UserId other, Instant now) {
      return rows.ask(user, other, now);
    }

    @Override
    public boolean accept(UserId user, UserId asker, Instant now) {
      return rows.accept(user, asker, now);
    }

    @Override
    public boolean reject(UserId user, UserId asker) {
      return rows.reject(user, asker);
    }

    @Override
    public boolean remove(UserId user, UserId other) {
      return rows.remove(user, other);
    }

    @Override
    public void befriend(Collection<Pair> pairs, Instant now) {
      rows.befriend(pairs, now);
    }

    @Override
    public List<Friend> friends(UserId user, @Nullable UserId after, int limit) {
      return rows.friends(user, after, limit);
    }

    @Override
    public Requests requests(UserId user, int limit) {
      return rows.requests(user, limit);
    }
  }
}
