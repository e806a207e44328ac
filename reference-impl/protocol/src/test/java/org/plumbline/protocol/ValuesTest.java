package org.plumbline.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

  @Test
  void shouldNameADirectThreadAlikeFromBothSides() {
    UserId ada = new UserId("ada");
    UserId bob = new UserId("bob");
    assertThat(ThreadId.direct(ada, bob)).isEqualTo(ThreadId.direct(bob, ada));
    assertThat(ThreadId.direct(bob, ada).directUsers()).containsExactly(ada, bob);
  }

  @Test
  void shouldKnowItsMembersAndNoOneWhoseNameIsPartOfTheirs() {
    ThreadId thread = ThreadId.direct(new UserId("ada"), new UserId("bobby"));
    assertThat(thread.isDirectOf(new UserId("ada"))).isTrue();
    assertThat(thread.isDirectOf(new UserId("bobby"))).isTrue();
    assertThat(thread.isDirectOf(new UserId("bob"))).isFalse();
    assertThat(thread.isDirectOf(new UserId("obby"))).isFalse();
    assertThat(thread.isDirectOf(new UserId("ad"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada:bob",
        "d:ada",
        "d:ada:ada",
        "d:bob:ada",
        "d::bob",
        "d:a:b:c",
        "g:",
        "g:1:2",
        "x:1"
      })
  void shouldRefuseAThreadIdOfNoKnownForm(String value) {
    assertThatThrownBy(() -> new ThreadId(value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("thread_id");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a:b", "a/b", "\u00e4", "a\n"})
  void shouldRefuseANameWithOtherCharacters(String value) {
    assertThatThrownBy(() -> new UserId(value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("user_id: ");
  }

  @Test
  void shouldGiveBackThePartsOfAMessageId() {
    MessageId id = MessageId.of(1_800_000_000_123L, 10_000, 200);
    assertThat(id.epochMillis()).isEqualTo(1_800_000_000_123L);
    assertThat(id.node()).isEqualTo(10_000);
    assertThat(MessageId.parse(id.toString())).isEqualTo(id);
    assertThat(MessageId.of(1_800_000_000_124L, 0, 0)).isGreaterThan(id);
  }

  @Test
  void shouldComeBackOnlyAfterClosesThatAskForIt() {
    assertThat(CloseCode.shouldReconnect(1013)).isTrue();
    assertThat(CloseCode.shouldReconnect(1006)).isTrue();
    assertThat(CloseCode.shouldReconnect(4009)).isFalse();
    assertThat(CloseCode.shouldReconnect(1008)).isFalse();
  }
}
