package org.plumbline.messenger.push;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.plumbline.protocol.ThreadId;

class GroupPaceTest {

  private final GroupPace pace = new GroupPace(PushSettings.quick());

  @Test
  void shouldSpreadNotesOfGroupWhenManyMembersAreAway() {
    ThreadId group = ThreadId.group("many");

    assertThat(pace.due(group, 1_000)).isEqualTo(1_000);
    assertThat(pace.due(group, 1_000)).as("ten a second").isEqualTo(1_100);
    assertThat(pace.due(group, 1_000)).isEqualTo(1_200);
    assertThat(pace.due(ThreadId.group("other"), 1_000)).isEqualTo(1_000);
    for (int i = 0; i < 100; i++) {
      assertThat(pace.due(group, 1_000)).as("put off no longer").isLessThanOrEqualTo(3_000);
    }
  }

  @Test
  void shouldNotHoldUpDirectThreads() {
    ThreadId direct = new ThreadId("d:ann:bob");
    assertThat(pace.due(direct, 1_000)).isEqualTo(1_000);
    assertThat(pace.due(direct, 1_000)).isEqualTo(1_000);
  }
}
