package org.plumbline.messenger.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What every node registry owes. */
public interface NodeRegistryContract {
  Duration BOUND = Duration.ofSeconds(5);

  DirectoryWorld world();

  @Test
  default void shouldListNodeWithItsLinkWhenAnnounced() {
    var one = world().join("node-1").registry();
    var two = world().join("node-2").registry();

    Await.until("both are listed", BOUND, () -> one.live().size() == 2 && two.live().size() == 2);
    var listed = Objects.requireNonNull(two.live().get("node-1"));
    assertThat(listed).isEqualTo(one.live().get("node-1"));
    assertThat(listed.host()).isEqualTo("127.0.0.1");
    assertThat(listed.linkPort()).isEqualTo(4_711);
    assertThat(listed.incarnation()).isPositive();
  }

  @Test
  default void shouldSayKnownWhenAnnouncedAgain() {
    var registry = world().start("node-1").registry();

    assertThat(registry.announce()).isTrue();
    assertThat(registry.announce()).isTrue();
  }

  @Test
  default void shouldSayForgottenOnceWhenEverythingWasLost() {
    var registry = world().join("node-1").registry();

    world().forgetAll();

    assertThat(registry.announce()).isFalse();
    assertThat(registry.announce()).isTrue();
  }

  @Test
  default void shouldSayForgottenOnceWhenAnnouncementRanOut() {
    var registry = world().join("node-1").registry();

    world().letAnnouncementRunOut("node-1");

    assertThat(registry.announce()).isFalse();
    assertThat(registry.announce()).isTrue();
  }

  @Test
  default void shouldNotListNodeWhenAnnouncementRanOut() {
    world().join("node-1");
    var two = world().join("node-2").registry();
    Await.until("both are listed", BOUND, () -> two.live().size() == 2);

    world().letAnnouncementRunOut("node-1");

    Await.until("node-1 is gone", BOUND, () -> !two.live().containsKey("node-1"));
    assertThat(two.live()).containsOnlyKeys("node-2");
  }

  @Test
  default void shouldNotListNodeWhenWithdrawn() {
    var one = world().join("node-1").registry();
    var two = world().join("node-2").registry();
    Await.until("both are listed", BOUND, () -> two.live().size() == 2);

    one.withdraw();

    Await.until("node-1 is gone", BOUND, () -> !two.live().containsKey("node-1"));
    assertThat(two.live()).containsOnlyKeys("node-2");
  }

  @Test
  default void shouldRaiseIncarnationWhenRestarted() {
    var observer = world().join("node-2").registry();
    world().join("node-1");
    var first = incarnation(observer, 0);
    world().join("node-1");
    var second = incarnation(observer, first);

    world().forgetAll();
    observer.announce();
    world().join("node-1");

    assertThat(incarnation(observer, second)).isGreaterThan(second);
  }

  private static long incarnation(NodeRegistry observer, long above) {
    Await.until(
        "a newer node-1",
        BOUND,
        () -> {
          var node = observer.live().get("node-1");
          return node != null && node.incarnation() > above;
        });
    return Objects.requireNonNull(observer.live().get("node-1")).incarnation();
  }

  @Test
  default void shouldRefuseOlderProcessWhenNewerHasItsId() {
    var older = world().join("node-1").registry();
    var newer = world().join("node-1").registry();

    assertThatThrownBy(older::announce)
        .isInstanceOf(DirectoryUnavailable.class)
        .hasMessage("messenger.node.id: node-1 (expected: an id that no newer process uses)");
    older.withdraw();

    assertThat(newer.announce()).isTrue();
  }

  @Test
  default void shouldRefuseNodeWhenAnotherHasItsNumber() {
    var first = world().start("node-1", 7).registry();
    var second = world().start("node-2", 7).registry();
    first.announce();

    assertThatThrownBy(second::announce)
        .isInstanceOf(NodeRefused.class)
        .hasMessageContaining("messenger.node.number: 7 (expected: a number that no other node")
        .hasMessageContaining("node-1 has it");
    assertThat(first.announce()).isTrue();
  }

  @Test
  default void shouldKeepNumberWhenItsNodeIsSilentForAWhile() {
    world().start("node-1", 7).registry().announce();
    world().letAnnouncementRunOut("node-1");
    var second = world().start("node-2", 7).registry();
    assertThatThrownBy(second::announce).isInstanceOf(NodeRefused.class);

    world().letNumberRunOut(7);
    assertThat(second.announce()).isTrue();
  }

  @Test
  default void shouldTakeNumberOverAtOnceWhenSameNodeStartsAgain() {
    var killed = world().start("node-1", 7).registry();
    killed.announce();
    var restarted = world().start("node-1", 7).registry();

    assertThat(restarted.announce()).isTrue();
    assertThatThrownBy(killed::announce).isInstanceOf(NodeRefused.class);
  }

  @Test
  default void shouldGiveNumberBackWhenWithdrawn() {
    var first = world().start("node-1", 7).registry();
    first.announce();
    var second = world().start("node-2", 7).registry();

    first.withdraw();

    assertThat(second.announce()).isTrue();
  }
}
