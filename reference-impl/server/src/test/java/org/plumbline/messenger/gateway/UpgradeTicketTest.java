package org.plumbline.messenger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.HttpCalls;
import org.plumbline.messenger.account.Tokens;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.UserId;

class UpgradeTicketTest {

  private static final EmbeddedServer SERVER =
      ApplicationContext.run(
          EmbeddedServer.class,
          Map.of("messenger.servers", "memory", "micronaut.server.port", "-1"));

  private final Tokens tokens = SERVER.getApplicationContext().getBean(Tokens.class);
  private final HttpCalls node = new HttpCalls(SERVER.getURI());

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Test
  void shouldOpenTheSocketOfTheTicketsHolderWhenThereIsNoHeader() throws Exception {
    Socket socket = Socket.openWithTicket(SERVER.getURI(), ticket("ada", "browser"));

    ServerFrame.Welcome welcome = socket.await(ServerFrame.Welcome.class);
    assertThat(welcome.user()).isEqualTo(new UserId("ada"));
    assertThat(welcome.device()).isEqualTo(new DeviceId("browser"));
  }

  @Test
  void shouldRefuseATicketWhenItWasUsed() throws Exception {
    String ticket = ticket("bob", "browser");
    Socket.openWithTicket(SERVER.getURI(), ticket).await(ServerFrame.Welcome.class);

    assertThat(statusOf(ticket)).isEqualTo(401);
  }

  @Test
  void shouldRefuseATicketWhenNobodyGaveIt() throws Exception {
    assertThat(statusOf("")).isEqualTo(401);
    assertThat(statusOf("A".repeat(43))).isEqualTo(401);
    assertThat(statusOf("A".repeat(5_000))).isIn(401, 413);
  }

  @Test
  void shouldAnswerHowLongATicketIsGoodAndOnlyToAHolderOfAToken() {
    HttpCalls.Answer answer = node.post("/user/v1/ticket", "{}", token("carol", "browser"));

    assertThat(answer.field("expires_in").toString()).isEqualTo("30");
    assertThat(answer.field("ticket").toString()).matches("[A-Za-z0-9_-]{43}");
    assertThat(node.post("/user/v1/ticket", "{}").status()).isEqualTo(401);
    assertThat(node.post("/user/v1/ticket", "{}", "forged.token.here").status()).isEqualTo(401);
  }

  @Test
  void shouldNotTakeATicketForATokenOverHttp() throws Exception {
    String ticket = ticket("dave", "browser");
    HttpRequest asked =
        HttpRequest.newBuilder(SERVER.getURI().resolve("/thread/v1?ticket=" + ticket)).build();

    try (HttpClient http = HttpClient.newHttpClient()) {
      assertThat(http.send(asked, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(401);
    }
    assertThat(node.get("/thread/v1", ticket).status()).isEqualTo(401);
  }

  private static int statusOf(String ticket) throws Exception {
    URI node = SERVER.getURI();
    try {
      Socket.openWithTicket(node, ticket);
      return 101;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof WebSocketHandshakeException refused) {
        return refused.getResponse().statusCode();
      }
      throw e;
    }
  }

  private String token(String user, String device) {
    return tokens.issue(new UserId(user), new DeviceId(device)).token();
  }

  private String ticket(String user, String device) {
    return node.post("/user/v1/ticket", "{}", token(user, device)).field("ticket").toString();
  }
}
