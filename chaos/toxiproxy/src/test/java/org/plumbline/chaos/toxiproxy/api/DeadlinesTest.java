package org.plumbline.chaos.toxiproxy.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How long a connection to the API may take, on a clock of the test's own. */
class DeadlinesTest {
  private final Deadlines deadlines = new Deadlines();
  private final EmbeddedChannel channel = new EmbeddedChannel(deadlines);

  private boolean isOpenAfter(int seconds) {
    channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
    channel.runScheduledPendingTasks();
    return channel.isOpen();
  }

  private void send() {
    channel.writeInbound(Unpooled.wrappedBuffer(new byte[1]));
  }

  @Test
  void shouldCloseWhenARequestIsNotCompleteInTime() {
    assertThat(isOpenAfter(14)).isTrue();
    send();
    assertThat(isOpenAfter(2)).isFalse();
  }

  @Test
  void shouldCloseWhenAnAnswerTakesTooLong() {
    deadlines.requestRead(channel.pipeline().firstContext());
    assertThat(isOpenAfter(29)).isTrue();
    assertThat(isOpenAfter(2)).isFalse();
  }

  @Test
  void shouldCloseWhenNoOtherRequestFollows() {
    deadlines.requestRead(channel.pipeline().firstContext());
    deadlines.answered(channel.pipeline().firstContext());
    assertThat(isOpenAfter(59)).isTrue();
    assertThat(isOpenAfter(2)).isFalse();
  }

  @Test
  void shouldGiveTheNextRequestItsOwnTimeWhenItBegins() {
    deadlines.requestRead(channel.pipeline().firstContext());
    deadlines.answered(channel.pipeline().firstContext());
    assertThat(isOpenAfter(50)).isTrue();
    send();
    assertThat(isOpenAfter(14)).isTrue();
    assertThat(isOpenAfter(2)).isFalse();
  }
}
