package org.plumbline.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PortsTest {
  @Test
  void shouldChooseDifferentPortsWhenNamesDiffer() throws EnvironmentFailure {
    try (var ports = new Ports(Map.of(), new SplittableRandom(7))) {
      var seen = new HashSet<Integer>();
      for (var i = 0; i < 50; i++) {
        assertThat(seen.add(ports.of("server-" + i))).isTrue();
      }
      assertThat(ports.of("server-0")).isEqualTo(ports.of("server-0"));
    }
  }

  @Test
  void shouldHoldPortUntilReleased() throws EnvironmentFailure {
    try (var ports = new Ports(Map.of(), new SplittableRandom(8))) {
      var port = ports.of("redis");
      assertThat(Loopback.accepts(port)).isTrue();
      ports.release("redis");
      assertThat(Loopback.accepts(port)).isFalse();
      assertThat(ports.of("redis")).isEqualTo(port);
    }
  }

  @Test
  void shouldSayWhoNeedsPortWhenFixedOneIsTaken() throws IOException {
    try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var ports = new Ports(Map.of("redis", other.getLocalPort()), new SplittableRandom(9))) {
      assertThatThrownBy(() -> ports.of("redis"))
          .isInstanceOfSatisfying(
              EnvironmentFailure.class,
              failure -> {
                assertThat(failure.part()).isEqualTo("redis");
                assertThat(failure.reason())
                    .contains("port " + other.getLocalPort(), "is taken", "redis needs it");
                assertThat(failure.remedy()).contains("ss -ltnp");
              });
    }
  }
}
