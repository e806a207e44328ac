package org.plumbline.messenger.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.client.Transport;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.Status;
import org.plumbline.protocol.ThreadId;

/** F-26: long and short polling carry the same chat as a socket, between two nodes. */
class F26PollingIT {

  private static final int MESSAGES = 20;

  static Stream<Transport> transports() {
    return Stream.of(
        new Transport.WebSocket(),
        new Transport.LongPoll(Duration.ofSeconds(10)),
        new Transport.ShortPoll(Duration.ofMillis(200)));
  }

  @ParameterizedTest
  @MethodSource("transports")
  void shouldCarryTheSameChatWhicheverTheTransport(Transport transport) {
    FeatureWorld world = FeatureWorld.world();
    FeatureWorld.User ada = world.user("ada");
    FeatureWorld.User bob = world.user("bob");
    ThreadId thread = ada.threadWith(bob);
    try (FeatureWorld.Device one = ada.device("phone", 1, transport);
        FeatureWorld.Device two = bob.device("phone", 2, transport)) {
      List<String> words = IntStream.range(0, MESSAGES).mapToObj(i -> "m" + i).toList();
      words.forEach(word -> one.client().send(thread, word));
      Message last = two.inbox().awaitText(words.getLast());
      assertThat(two.inbox().shownOf(thread)).extracting(Message::text).isEqualTo(words);
      two.client().read(thread, last.seq());
      one.inbox()
          .await(
              ServerFrame.Receipt.class,
              receipt -> receipt.status() == Status.READ && receipt.upTo() == last.seq());
      two.client().interrupt();
      one.client().send(thread, "while away");
      assertThat(two.inbox().awaitText("while away").prev()).isEqualTo(last.seq());
      two.client().send(thread, "back");
      one.inbox().awaitText("back");
    }
  }
}
