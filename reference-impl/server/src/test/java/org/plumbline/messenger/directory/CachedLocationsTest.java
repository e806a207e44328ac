package org.plumbline.messenger.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.directory.SessionDirectory.Location;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.UserId;

class CachedLocationsTest {
  private static final UserId ALICE = new UserId("alice");
  private static final UserId BOB = new UserId("bob");
  private static final Location HERE = new Location(new DeviceId("phone"), "node-1", 1);
  private static final Location THERE = new Location(new DeviceId("phone"), "node-2", 2);

  private final Stub stub = new Stub();
  private final CachedLocations cached = cached(Duration.ofHours(1));

  private CachedLocations cached(Duration timeToLive) {
    return new CachedLocations(
        new DirectoryConfig(timeToLive, 100),
        stub,
        stub,
        stub,
        new SimpleMeterRegistry(),
        InstantSource.system());
  }

  private Map<UserId, List<Location>> locateNow() throws Exception {
    return cached.viewOfNow(Runnable::run).get(10, TimeUnit.SECONDS).locate(List.of(ALICE));
  }

  @Test
  void shouldAskOnceWhileNothingChanges() {
    stub.at(ALICE, HERE);
    cached.begun();
    for (int i = 0; i < 3; i++) {
      assertThat(cached.locate(List.of(ALICE, BOB))).isEqualTo(Map.of(ALICE, List.of(HERE)));
    }
    assertThat(stub.asked).containsExactlyInAnyOrder(ALICE, BOB);
  }

  @Test
  void shouldAskForThoseAloneWhoAreNotKnown() {
    cached.begun();
    cached.locate(List.of(ALICE));
    cached.locate(List.of(ALICE, BOB));
    assertThat(stub.asked).containsExactly(ALICE, BOB);
  }

  @Test
  void shouldAskAgainWhenTheEntriesChanged() {
    cached.begun();
    assertThat(cached.locate(List.of(ALICE))).isEmpty();
    stub.at(ALICE, THERE);
    cached.changed(ALICE);
    assertThat(cached.locate(List.of(ALICE))).isEqualTo(Map.of(ALICE, List.of(THERE)));
  }

  @Test
  void shouldAskAgainWhenTheNodeOfAnAnswerLivesNoLonger() throws Exception {
    stub.at(ALICE, THERE);
    cached.begun();
    assertThat(cached.locate(List.of(ALICE))).containsKey(ALICE);
    // Its entries end with it, and no news tells of that.
    stub.live.remove("node-2");
    stub.locations.remove(ALICE);
    stub.caughtUp.complete(null);
    assertThat(locateNow()).as("else nobody would push to her").isEmpty();
    assertThat(cached.locate(List.of(ALICE))).isEmpty();
  }

  @Test
  void shouldNotRememberWhatChangedWhileItWasAskedFor() {
    cached.begun();
    stub.at(ALICE, HERE);
    stub.meanwhile = () -> cached.changed(ALICE);
    cached.locate(List.of(ALICE));
    stub.meanwhile = () -> {};
    stub.at(ALICE, THERE);
    assertThat(cached.locate(List.of(ALICE))).isEqualTo(Map.of(ALICE, List.of(THERE)));
  }

  @Test
  void shouldRememberNothingWhenTheNewsIsInterrupted() {
    cached.begun();
    stub.at(ALICE, HERE);
    cached.locate(List.of(ALICE));
    cached.interrupted();
    stub.at(ALICE, THERE);
    assertThat(cached.locate(List.of(ALICE))).isEqualTo(Map.of(ALICE, List.of(THERE)));
    cached.locate(List.of(ALICE));
    assertThat(stub.asked).hasSize(3);
    cached.begun();
    cached.locate(List.of(ALICE));
    cached.locate(List.of(ALICE));
    assertThat(stub.asked).hasSize(4);
  }

  @Test
  void shouldAskEachTimeBeforeThereIsNewsAndWhenItIsOff() {
    cached.locate(List.of(ALICE));
    cached.locate(List.of(ALICE));
    assertThat(stub.asked).hasSize(2);
    CachedLocations off = cached(Duration.ZERO);
    off.begun();
    off.locate(List.of(ALICE));
    off.locate(List.of(ALICE));
    assertThat(stub.asked).hasSize(4);
  }

  @Test
  void shouldWaitForTheNewsWhenTheAnswerMustBeOfNow() throws Exception {
    cached.begun();
    stub.at(ALICE, HERE);
    cached.locate(List.of(ALICE));
    stub.at(ALICE, THERE);
    CompletableFuture<CachedLocations.View> now = cached.viewOfNow(Runnable::run);
    assertThat(now).isNotDone();
    cached.changed(ALICE);
    stub.caughtUp.complete(null);
    assertThat(now.get(10, TimeUnit.SECONDS).locate(List.of(ALICE)))
        .isEqualTo(Map.of(ALICE, List.of(THERE)));
  }

  @Test
  void shouldAskTheDirectoryWhenTheNewsDoesNotCatchUp() throws Exception {
    cached.begun();
    stub.at(ALICE, HERE);
    cached.locate(List.of(ALICE));
    stub.at(ALICE, THERE);
    stub.caughtUp.completeExceptionally(new DirectoryUnavailable("planted"));
    assertThat(locateNow()).isEqualTo(Map.of(ALICE, List.of(THERE)));
    cached.interrupted();
    assertThat(locateNow()).isEqualTo(Map.of(ALICE, List.of(THERE)));
  }

  @Test
  void shouldTellWhereUsersWereLastWhileTheDirectoryIsAway() {
    cached.begun();
    stub.at(ALICE, HERE);
    cached.locate(List.of(ALICE));
    cached.interrupted();
    stub.away = true;
    assertThatThrownBy(() -> cached.locate(List.of(ALICE)))
        .isInstanceOf(DirectoryUnavailable.class);
    assertThat(cached.lastKnown(List.of(ALICE, BOB))).isEqualTo(Map.of(ALICE, List.of(HERE)));
  }

  /** A directory whose news a test brings by hand. */
  private static final class Stub implements SessionDirectory, DirectoryNews, NodeRegistry {
    private final Map<UserId, List<Location>> locations = new HashMap<>();
    private final List<UserId> asked = new ArrayList<>();
    private final CompletableFuture<@Nullable Void> caughtUp = new CompletableFuture<>();
    private Runnable meanwhile = () -> {};
    private final Set<String> live = new HashSet<>(Set.of("node-1", "node-2"));
    private boolean away;

    void at(UserId user, Location location) {
      locations.put(user, List.of(location));
    }

    @Override
    public Map<UserId, List<Location>> locate(Collection<UserId> users) {
      if (away) {
        throw new DirectoryUnavailable("planted");
      }
      asked.addAll(users);
      Map<UserId, List<Location>> found = new HashMap<>(locations);
      found.keySet().retainAll(users);
      meanwhile.run();
      return found;
    }

    @Override
    public boolean announce() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void withdraw() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, Node> live() {
      Map<String, Node> nodes = new HashMap<>();
      live.forEach(id -> nodes.put(id, new Node(id, "127.0.0.1", 1, 1)));
      return nodes;
    }

    @Override
    public void hear(Listener listener) {
      // The test tells the news itself.
    }

    @Override
    public CompletableFuture<@Nullable Void> caughtUp() {
      return caughtUp;
    }

    @Override
    public Registration register(UserId user, DeviceId device) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void unregister(UserId user, DeviceId device, long epoch) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Session> restore(List<Session> sessions) {
      throw new UnsupportedOperationException();
    }
  }
}
