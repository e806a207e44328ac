package org.plumbline.messenger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.account.Tokens;
import org.plumbline.messenger.node.SkewedClock;
import org.plumbline.protocol.ClientFrame;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.UserId;

/** A node's clock that is an hour ahead at once is wrong, and no device's fault. */
class ClockJumpTest {

  private static final String SECRET = "a secret of at least thirty-two bytes";

  private static String tokenFor(Duration lifetime) {
    Tokens tokens =
        new Tokens(
            SECRET.getBytes(StandardCharsets.UTF_8),
            lifetime,
            "plumbline-messenger",
            InstantSource.system());
    return tokens.issue(new UserId("ada"), new DeviceId("for-" + lifetime.toSeconds())).token();
  }

  @Test
  void shouldSendNobodyAwayBecauseTheClockJumpedAhead() throws Exception {
    try (RawNode node = new RawNode(Map.of("messenger.fault.enabled", "true"))) {
      Socket longer = Socket.open(node.uri(), tokenFor(Duration.ofMinutes(5)));
      Socket shorter = Socket.open(node.uri(), tokenFor(Duration.ofSeconds(3)));
      longer.await(ServerFrame.Welcome.class);
      shorter.await(ServerFrame.Welcome.class);

      node.bean(SkewedClock.class).offsetMillis(Duration.ofHours(1).toMillis());

      // The sweep that ends it comes after the jump.
      assertThat(shorter.closeCode()).isEqualTo(1008);
      longer.send(new ClientFrame.Heartbeat());
      longer.await(ServerFrame.Heartbeat.class);
      assertThat(longer.isOpen()).isTrue();
    }
  }
}
