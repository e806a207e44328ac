package org.plumbline.probes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.plumbline.client.Disconnect;
import org.plumbline.protocol.MessageId;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;

class InboxTest {

  private static final ServerFrame.Sent SENT =
      new ServerFrame.Sent(
          new ThreadId("d:ada:bob"),
          new TempId("t1"),
          MessageId.of(MessageId.EPOCH_MILLIS, 1, 1),
          7);

  private final Inbox inbox = new Inbox(System::nanoTime);

  @Test
  void shouldKnowWhenAFrameCame() throws Exception {
    inbox.frame(new ServerFrame.Synced(), 11);
    inbox.frame(SENT, 12);
    ServerFrame.Sent heard = inbox.await(ServerFrame.Sent.class, "SENT", _ -> true);
    assertThat(inbox.nanosOf(heard)).isEqualTo(12);
    assertThatThrownBy(() -> inbox.nanosOf(new ServerFrame.Goodbye(1)))
        .hasMessageStartingWith("never heard: ");
  }

  @Test
  void shouldKnowHowOftenAMessageWasSentAndWhyADeviceEnded() {
    inbox.sent(SENT, 2, 13);
    inbox.stopped(new Disconnect.Closed(4009, "replaced"), 14);
    assertThat(inbox.all(Inbox.Acknowledged.class))
        .containsExactly(new Inbox.Acknowledged(SENT.tempId(), 2));
    assertThat(inbox.all(Inbox.Ended.class))
        .containsExactly(new Inbox.Ended(new Disconnect.Closed(4009, "replaced")));
  }
}
