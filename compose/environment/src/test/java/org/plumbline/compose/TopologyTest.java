package org.plumbline.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopologyTest {
  private static final Instant STARTED = Instant.parse("2026-11-22T04:00:00Z");

  @TempDir Path folder;

  @Test
  void shouldReadTheSameWhenWritten() throws IOException {
    var file = folder.resolve("state.json");
    Json.write(file, topology());
    assertThat(Json.read(file, Topology.class)).isEqualTo(topology());
    assertThat(file).content().contains("\"web_socket\"", "\"upstream_port\"", "\"start_millis\"");
  }

  @Test
  void shouldGiveAddressesWhenAsked() {
    assertThat(topology().redisUri()).isEqualTo(URI.create("redis://127.0.0.1:12001"));
    assertThat(topology().find(Part.KAFKA)).isEmpty();
    assertThatThrownBy(() -> topology().server(Part.KAFKA))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessageContaining("kafka");
  }

  private static Topology topology() {
    return new Topology(
        Topology.SCHEMA,
        new Owner(4711, 1_795_320_000_000L),
        "/somewhere/.plumb/up",
        STARTED,
        true,
        List.of(
            new Topology.Server(
                "redis",
                "7.0.15",
                "127.0.0.1",
                12_001,
                "redis://127.0.0.1:12001",
                4712,
                STARTED,
                "redis.log")),
        List.of(
            new Topology.Node(
                "node-1",
                1,
                URI.create("http://127.0.0.1:12002"),
                URI.create("ws://127.0.0.1:12002/ws"),
                URI.create("http://127.0.0.1:12003/prometheus"),
                12_003,
                12_004,
                4713,
                STARTED,
                "node-1.log")),
        List.of(new Topology.LinkAddress("client", "node-1", "client-to-node-1", 12_002, 12_003)));
  }
}
