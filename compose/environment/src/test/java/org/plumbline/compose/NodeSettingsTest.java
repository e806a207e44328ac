package org.plumbline.compose;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NodeSettingsTest {
  @Test
  void shouldNameVariableWhenGivenKeyOfConfiguration() {
    assertThat(NodeSettings.variable("messenger.session.outbound-frames-max"))
        .isEqualTo("MESSENGER_SESSION_OUTBOUND_FRAMES_MAX");
    assertThat(NodeSettings.variable("MESSENGER_ACK")).isEqualTo("MESSENGER_ACK");
  }

  @Test
  void shouldNumberNodeByItsName() {
    assertThat(NodeSettings.number("node-12")).isEqualTo(12);
  }
}
