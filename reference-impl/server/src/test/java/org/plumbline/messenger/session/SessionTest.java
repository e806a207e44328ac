package org.plumbline.messenger.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.plumbline.protocol.CloseCode;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.UserId;

class SessionTest {

  private final RecordingConnection connection = new RecordingConnection();

  private Session session(long epoch, int bytesMax, RecordingConnection on) {
    return new Session(
        new UserId("ada"), new DeviceId("phone"), epoch, Long.MAX_VALUE, bytesMax, on, 0);
  }

  @Test
  void shouldCloseADeviceThatDoesNotReadAndHoldNoMoreThanItsBound() {
    connection.stall();
    Session session = session(1, 1_000, connection);
    int queued = 0;
    while (session.offer(new ServerFrame.Resync("x")) == Outcome.QUEUED) {
      queued++;
      assertThat(session.outboundBytes()).isLessThanOrEqualTo(1_000);
    }
    assertThat(queued).isPositive();
    assertThat(connection.closed()).isEqualTo(CloseCode.SLOW_CONSUMER);
    assertThat(session.offer(new ServerFrame.Synced())).isEqualTo(Outcome.CLOSED);
    assertThat(connection.frames()).hasSize(queued);
  }

  @Test
  void shouldTakeAnyNumberOfFramesWhenTheyAreRead() {
    Session session = session(1, 1_000, connection);
    for (int i = 0; i < 10_000; i++) {
      assertThat(session.offer(new ServerFrame.Synced())).isEqualTo(Outcome.QUEUED);
    }
    assertThat(session.outboundBytes()).isZero();
  }

  @Test
  void shouldBoundTheSubmissionsInFlight() {
    Session session = session(1, 1_000, connection);
    assertThat(session.tryBeginSubmission(2)).isTrue();
    assertThat(session.tryBeginSubmission(2)).isTrue();
    assertThat(session.tryBeginSubmission(2)).isFalse();
    session.endSubmission();
    assertThat(session.tryBeginSubmission(2)).isTrue();
  }

  @Test
  void shouldKeepTheNewerSessionOfADeviceWhicheverComesLast() {
    Sessions sessions = new Sessions(new SimpleMeterRegistry());
    RecordingConnection older = new RecordingConnection();
    RecordingConnection newer = new RecordingConnection();
    Session first = session(1, 1_000, older);
    Session second = session(2, 1_000, newer);
    sessions.add(second);
    sessions.add(first);
    assertThat(sessions.of(new UserId("ada"), new DeviceId("phone"))).isSameAs(second);
    assertThat(older.closed()).isEqualTo(CloseCode.REPLACED);
    assertThat(newer.closed()).isNull();
    sessions.remove(first);
    assertThat(sessions.count()).isEqualTo(1);
  }
}
