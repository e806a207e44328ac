package org.plumbline.simulations.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.plumbline.protocol.Message;

class InboxTest {

  private final Inbox inbox = new Inbox();

  @Test
  void shouldAcknowledgeOnceWhenMessageArrives() {
    assertThat(inbox.receive(10, Message.NONE)).isTrue();

    assertThat(inbox.acknowledgement()).hasValue(10);
    assertThat(inbox.acknowledgement()).isEmpty();
  }

  @Test
  void shouldSeeDisorderWhenEarlierMessageArrivesLater() {
    inbox.receive(10, Message.NONE);
    assertThat(inbox.receive(14, 12)).isTrue();
    assertThat(inbox.receive(12, 10)).isFalse();

    assertThat(inbox.gaps()).isZero();
    assertThat(inbox.acknowledgement()).hasValue(14);
  }

  @Test
  void shouldNotAcknowledgeOverGapWhenPreviousNeverCame() {
    inbox.receive(10, Message.NONE);
    assertThat(inbox.acknowledgement()).hasValue(10);
    inbox.receive(14, 12);

    assertThat(inbox.gaps()).isEqualTo(1);
    assertThat(inbox.acknowledgement()).isEmpty();
  }

  @Test
  void shouldNotMissWhatTheThreadHeldBefore() {
    inbox.own(14);
    inbox.receive(12, 9);

    assertThat(inbox.gaps()).isZero();
    assertThat(inbox.acknowledgement()).hasValue(12);
  }

  @Test
  void shouldCloseGapWhenPreviousWasOwnMessage() {
    inbox.receive(10, Message.NONE);
    assertThat(inbox.acknowledgement()).hasValue(10);
    inbox.receive(14, 12);
    assertThat(inbox.acknowledgement()).isEmpty();

    inbox.own(12);

    assertThat(inbox.gaps()).isZero();
    assertThat(inbox.acknowledgement()).hasValue(14);
  }
}
