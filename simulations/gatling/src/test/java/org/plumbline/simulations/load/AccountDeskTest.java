package org.plumbline.simulations.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the desk asks a node for, with an operator's secret and without one. */
class AccountDeskTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SECRET = "a secret of an operator";

  private record Asked(String path, JsonNode body) {}

  private final Queue<Asked> asked = new ConcurrentLinkedQueue<>();
  private HttpServer node;

  @BeforeEach
  void listen() throws IOException {
    node = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    node.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    node.createContext("/", this::answer);
    node.start();
  }

  @AfterEach
  void stop() {
    node.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    JsonNode body = JSON.readTree(exchange.getRequestBody());
    asked.add(new Asked(path, body));
    boolean operator = SECRET.equals(exchange.getRequestHeaders().getFirst("X-Admin-Token"));
    ArrayNode accounts = JSON.createArrayNode();
    for (int i = 0; i < body.path("count").asInt(); i++) {
      String user = body.path("prefix").asText() + "-" + (body.path("from").asInt() + i);
      accounts.addObject().put("user_id", user).put("token", "token of " + user);
    }
    byte[] bytes =
        switch (path) {
          case "/admin/v1/accounts" ->
              JSON.writeValueAsBytes(JSON.createObjectNode().set("accounts", accounts));
          case "/user/v1/auth" -> JSON.writeValueAsBytes(JSON.createObjectNode().put("token", "t"));
          default -> JSON.writeValueAsBytes(JSON.createObjectNode().put("state", "friends"));
        };
    boolean secret = path.startsWith("/admin/");
    int status = secret && !operator ? 404 : path.equals("/user/v1/register") ? 201 : 200;
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private LoadContext context(Optional<Operator> operator) {
    URI http = URI.create("http://127.0.0.1:" + node.getAddress().getPort());
    List<NodeAddress> nodes = List.of(new NodeAddress("node-1", http, http));
    return new LoadContext(nodes, Path.of("none"), LoadProfile.smoke(), 1, _ -> {})
        .withOperator(operator);
  }

  private List<JsonNode> bodies(String path) {
    return asked.stream().filter(each -> each.path().equals(path)).map(Asked::body).toList();
  }

  @Test
  void shouldAskForAThousandAtOnceWhenThereIsAnOperator() throws Exception {
    try (AccountDesk desk = new AccountDesk(context(Optional.of(new Operator(SECRET))), 2)) {
      List<Account> accounts = desk.bulk("u", 2_500, "phone");

      assertThat(accounts).hasSize(2_500);
      assertThat(accounts.get(1_700)).isEqualTo(new Account("u-1700", "phone", "token of u-1700"));
      assertThat(accounts.stream().map(Account::user).distinct()).hasSize(2_500);
      assertThat(bodies("/admin/v1/accounts"))
          .extracting(body -> body.path("count").asInt())
          .containsExactlyInAnyOrder(1_000, 1_000, 500);
      desk.befriendAll(List.of(accounts.subList(0, 601), accounts.subList(601, 603)));
      List<JsonNode> friends = bodies("/admin/v1/friends");
      assertThat(friends).hasSize(2);
      assertThat(
              friends.stream()
                  .flatMap(body -> StreamSupport.stream(body.path("pairs").spliterator(), false))
                  .map(pair -> pair.path(0).asText() + " " + pair.path(1).asText())
                  .collect(Collectors.toSet()))
          .hasSize(601)
          .contains("u-0 u-600", "u-601 u-602");
      assertThat(bodies("/user/v1/register")).isEmpty();
    }
  }

  @Test
  void shouldRegisterOneByOneWhenThereIsNoOperator() throws Exception {
    try (AccountDesk desk = new AccountDesk(context(Optional.empty()), 2)) {
      List<Account> accounts = desk.bulk("u", 3, "phone");

      assertThat(accounts).extracting(Account::user).containsExactly("u-0", "u-1", "u-2");
      desk.befriendAll(List.of(accounts));
      assertThat(bodies("/user/v1/register")).hasSize(3);
      assertThat(bodies("/user/v1/friend/add")).hasSize(4);
      assertThat(bodies("/admin/v1/accounts")).isEmpty();
    }
  }

  @Test
  void shouldSayWhatIsNeededWhenThereAreTooManyToRegister() throws Exception {
    try (AccountDesk desk = new AccountDesk(context(Optional.empty()), 2)) {
      assertThatExceptionOfType(LoadFailure.class)
          .isThrownBy(() -> desk.bulk("u", 3_001, "phone"))
          .withMessageStartingWith("3001 users are too many to register (expected: at most 3000,")
          .withMessageContaining("messenger.admin.load-accounts");
    }
    assertThat(asked).isEmpty();
  }

  @Test
  void shouldSayWhatTheNodeAnsweredAndNotTheSecret() throws Exception {
    Operator wrong = new Operator("not the secret");
    assertThat(context(Optional.of(wrong)).toString()).doesNotContain("not the secret");
    try (AccountDesk desk = new AccountDesk(context(Optional.of(wrong)), 2)) {
      assertThatExceptionOfType(LoadFailure.class)
          .isThrownBy(() -> desk.bulk("u", 1, "phone"))
          .withMessageContaining("/admin/v1/accounts answered 404 (expected: 200)");
    }
  }
}
