package org.plumbline.simulations.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MessageTextTest {

  @Test
  void shouldCarryNumberAndIntendedTimeWhenComposed() {
    String text = MessageText.compose(123_456, 98_765_432L, 100, 1);

    assertThat(text).hasSize(100).isEqualTo(MessageText.compose(123_456, 98_765_432L, 100, 1));
    assertThat(MessageText.message(text)).hasValue(123_456);
    assertThat(MessageText.intendedMicros(text)).hasValue(98_765_432L);
  }

  @Test
  void shouldKeepItsFrontWhenWantedLengthIsShorter() {
    String text = MessageText.compose(7, 1_000_000L, 1, 1);

    assertThat(text).isEqualTo("7.lfls:");
  }

  @Test
  void shouldReadNothingWhenTextIsNotOurs() {
    assertThat(MessageText.message("see you at 7.30: fine")).isEmpty();
    assertThat(MessageText.intendedMicros("hello")).isEmpty();
    assertThat(MessageText.message("")).isEmpty();
  }
}
