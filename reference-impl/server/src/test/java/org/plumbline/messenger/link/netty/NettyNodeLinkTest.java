package org.plumbline.messenger.link.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.directory.NodeRegistry;
import org.plumbline.messenger.link.NodeLink.Handover;
import org.plumbline.messenger.link.NodeLink.LinkBroken;
import org.plumbline.messenger.link.NodeLink.Target;
import org.plumbline.messenger.node.LinkAddress;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.UserId;

class NettyNodeLinkTest {

  private static final String SECRET = "a secret of two nodes";

  private final List<NettyNodeLink> opened = new ArrayList<>();

  @AfterEach
  void close() {
    opened.forEach(NettyNodeLink::close);
  }

  private NettyNodeLink link(int port, String secret, Duration answerWithin) {
    NettyNodeLink link =
        new NettyNodeLink(
            new LinkConfig(secret, List.of(), answerWithin, 100),
            new LinkAddress("127.0.0.1", port),
            new SimpleMeterRegistry());
    opened.add(link);
    return link;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static NodeRegistry.Node at(int port) {
    return new NodeRegistry.Node("node-2", "127.0.0.1", port, 1);
  }

  private static Handover handover(int number) {
    return new Handover(
        new byte[] {(byte) number, 2, 3},
        number,
        List.of(new Target(new UserId("ada"), new DeviceId("phone"), number)));
  }

  @Test
  void shouldHandOverInOrderAndAnswer() throws Exception {
    int port = freePort();
    List<Handover> arrived = new ArrayList<>();
    link(port, SECRET, Duration.ofSeconds(5)).listen(arrived::addAll);
    NettyNodeLink sender = link(0, SECRET, Duration.ofSeconds(5));
    List<CompletableFuture<@Nullable Void>> handed = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      handed.add(sender.hand(at(port), List.of(handover(i))));
    }
    for (CompletableFuture<@Nullable Void> each : handed) {
      each.get(10, TimeUnit.SECONDS);
    }
    assertThat(arrived).extracting(Handover::acceptedAtMillis).isSorted().hasSize(50);
    assertThat(arrived.get(7).frame()).containsExactly(7, 2, 3);
    assertThat(arrived.get(7).targets()).isEqualTo(handover(7).targets());
  }

  @Test
  void shouldHandToItselfWithoutAConnection() throws Exception {
    int port = freePort();
    List<Handover> arrived = new ArrayList<>();
    NettyNodeLink node = link(port, SECRET, Duration.ofSeconds(5));
    node.listen(arrived::addAll);
    Handover first = handover(1);
    var handed = node.hand(at(port), List.of(first));
    node.hand(at(port), List.of(handover(2))).get(10, TimeUnit.SECONDS);
    assertThat(handed).isCompleted();
    assertThat(arrived).extracting(Handover::acceptedAtMillis).containsExactly(1L, 2L);
    assertThat(arrived.getFirst()).as("not written and read again").isSameAs(first);
  }

  @Test
  void shouldFailWhenNobodyListensAndRecoverWhenSomebodyDoes() throws Exception {
    int port = freePort();
    NettyNodeLink sender = link(0, SECRET, Duration.ofSeconds(5));
    CompletableFuture<@Nullable Void> refused = sender.hand(at(port), List.of(handover(1)));
    assertThatThrownBy(() -> refused.get(10, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(LinkBroken.class);
    List<Handover> arrived = new ArrayList<>();
    link(port, SECRET, Duration.ofSeconds(5)).listen(arrived::addAll);
    sender.hand(at(port), List.of(handover(2))).get(10, TimeUnit.SECONDS);
    assertThat(arrived).extracting(Handover::acceptedAtMillis).containsExactly(2L);
  }

  @Test
  void shouldNotHearACallerWithoutTheSecret() throws Exception {
    int port = freePort();
    List<Handover> arrived = new ArrayList<>();
    link(port, SECRET, Duration.ofSeconds(5)).listen(arrived::addAll);
    NettyNodeLink stranger = link(0, "another secret, long", Duration.ofSeconds(5));
    CompletableFuture<@Nullable Void> handed = stranger.hand(at(port), List.of(handover(1)));
    assertThatThrownBy(() -> handed.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(LinkBroken.class);
    assertThat(arrived).isEmpty();
  }

  @Test
  void shouldFailInBoundedTimeWhenTheOtherSideIsSilent() throws Exception {
    try (ServerSocket silent = new ServerSocket(0)) {
      NettyNodeLink sender = link(0, SECRET, Duration.ofMillis(200));
      CompletableFuture<@Nullable Void> handed =
          sender.hand(at(silent.getLocalPort()), List.of(handover(1)));
      assertThatThrownBy(() -> handed.get(10, TimeUnit.SECONDS))
          .hasCauseInstanceOf(LinkBroken.class)
          .hasMessageContaining("no answer within");
    }
  }

  @Test
  void shouldRefuseToStartWithoutASecret() {
    assertThatThrownBy(() -> link(0, "short", Duration.ofSeconds(1)))
        .hasMessageContaining("messenger.link.secret: 5 characters");
  }
}
