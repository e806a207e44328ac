package org.plumbline.messenger.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.client.Account;
import org.plumbline.client.ClientListener;
import org.plumbline.client.ClientRuntime;
import org.plumbline.client.ClientSettings;
import org.plumbline.client.MessengerClient;
import org.plumbline.client.NodeAddress;
import org.plumbline.client.Transport;
import org.plumbline.messenger.HttpCalls;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.Status;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/** The same chat over every transport. */
class TransportsTest {

  private static final String PASSWORD = "correct horse battery";
  private static final EmbeddedServer SERVER =
      ApplicationContext.run(
          EmbeddedServer.class,
          Map.of("messenger.servers", "memory", "micronaut.server.port", "-1"));
  private static final ClientRuntime RUNTIME = ClientRuntime.create(System::nanoTime, 1);

  @AfterAll
  static void stop() {
    RUNTIME.close();
    SERVER.close();
  }

  static Stream<Transport> transports() {
    return Stream.of(
        new Transport.WebSocket(),
        new Transport.LongPoll(Duration.ofSeconds(5)),
        new Transport.ShortPoll(Duration.ofMillis(50)));
  }

  private static final class Heard implements ClientListener {
    private final LinkedBlockingQueue<Message> shown = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<ServerFrame.Receipt> receipts = new LinkedBlockingQueue<>();

    @Override
    public void shown(Message message, long nanos) {
      shown.add(message);
    }

    @Override
    public void receipt(ServerFrame.Receipt receipt, long nanos) {
      receipts.add(receipt);
    }

    Message next() throws InterruptedException {
      Message message = shown.poll(15, TimeUnit.SECONDS);
      assertThat(message).isNotNull();
      return message;
    }
  }

  private static MessengerClient device(UserId user, Transport transport, Heard heard) {
    MessengerClient client =
        new MessengerClient(
            RUNTIME,
            ClientSettings.standard().with(transport),
            List.of(NodeAddress.of(SERVER.getHost(), SERVER.getPort())),
            Account.of(user, PASSWORD, new DeviceId("phone")),
            heard);
    client.connect().orTimeout(15, TimeUnit.SECONDS).join();
    return client;
  }

  @ParameterizedTest
  @MethodSource("transports")
  void shouldChatAndCatchUpWhicheverTheTransport(Transport transport) throws Exception {
    String kind = transport.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    UserId ada = new UserId("ada-" + kind);
    UserId bob = new UserId("bob-" + kind);
    for (UserId user : List.of(ada, bob)) {
      new HttpCalls(SERVER.getURI())
          .post(
              "/user/v1/register",
              "{\"user_id\":\"" + user + "\",\"password\":\"" + PASSWORD + "\"}");
    }
    ThreadId thread = ThreadId.direct(ada, bob);
    Heard atAda = new Heard();
    Heard atBob = new Heard();
    try (MessengerClient one = device(ada, transport, atAda)) {
      try (MessengerClient two = device(bob, transport, atBob)) {
        for (int i = 0; i < 10; i++) {
          one.send(thread, "m" + i);
        }
        Message last = atBob.next();
        for (int i = 1; i < 10; i++) {
          last = atBob.next();
          assertThat(last.text()).isEqualTo("m" + i);
        }
        two.read(thread, last.seq());
        ServerFrame.Receipt receipt = atAda.receipts.poll(15, TimeUnit.SECONDS);
        while (receipt != null && receipt.status() != Status.READ) {
          receipt = atAda.receipts.poll(15, TimeUnit.SECONDS);
        }
        assertThat(receipt).isNotNull();
        assertThat(receipt.user()).isEqualTo(bob);
        two.interrupt();
        one.send(thread, "while away");
        assertThat(atBob.next().text()).isEqualTo("while away");
      }
    }
  }
}
