package org.plumbline.messenger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.directory.ResyncList;
import org.plumbline.messenger.directory.SessionDirectory;
import org.plumbline.messenger.directory.memory.MemoryResyncList;
import org.plumbline.messenger.session.RecordingConnection;
import org.plumbline.messenger.session.Session;
import org.plumbline.messenger.session.Sessions;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.UserId;

class ResyncTellerTest {

  private static final UserId BOB = new UserId("bob");
  private static final DeviceId PHONE = new DeviceId("phone");

  private final MemoryResyncList lists = new MemoryResyncList();
  private final ResyncList others = lists.of("node-1");
  private final RecordingConnection connection = new RecordingConnection();
  private final ResyncTeller teller;

  ResyncTellerTest() {
    Sessions sessions = new Sessions(new SimpleMeterRegistry());
    sessions.add(new Session(BOB, PHONE, 7, Long.MAX_VALUE, 100_000, connection, 0));
    teller = new ResyncTeller(lists.of("node-2"), sessions);
  }

  private long told() {
    return connection.frames().stream().filter(ServerFrame.Resync.class::isInstance).count();
  }

  @Test
  void shouldTellTheSessionOnceWhenItWasNoted() {
    others.add("node-2", List.of(new SessionDirectory.Session(BOB, PHONE, 7)));
    teller.tell();
    teller.tell();
    assertThat(told()).isEqualTo(1);
  }

  @Test
  void shouldTellNobodyWhenTheSessionNotedWasAnEarlierOne() {
    others.add("node-2", List.of(new SessionDirectory.Session(BOB, PHONE, 6)));
    teller.tell();
    assertThat(told()).isZero();
    assertThat(lists.of("node-2").noted().isEmpty()).isTrue();
  }

  @Test
  void shouldTellEverybodyWhenTooManyWereNoted() {
    others.add(
        "node-2",
        LongStream.rangeClosed(0, ResyncList.SESSIONS_MAX)
            .mapToObj(i -> new SessionDirectory.Session(new UserId("u" + i), PHONE, i))
            .toList());
    teller.tell();
    assertThat(told()).isEqualTo(1);
  }
}
