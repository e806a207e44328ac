package org.plumbline.simulations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ScenariosTest {

  @Test
  void shouldFindEachScenarioByItsName() {
    assertThat(Scenarios.names())
        .containsExactly("one_to_one", "group_chat", "large_group", "media", "push");
    assertThat(Scenarios.names())
        .allSatisfy(name -> assertThat(Scenarios.byName(name).name()).isEqualTo(name));
  }

  @Test
  void shouldNameTheScenariosWhenNameIsUnknown() {
    assertThatThrownBy(() -> Scenarios.byName("nonsense"))
        .hasMessage(
            "scenario: nonsense (expected: one of one_to_one, group_chat, large_group, media,"
                + " push)");
  }
}
