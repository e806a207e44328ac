package org.plumbline.messenger.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.messenger.account.AccountStore;
import org.plumbline.protocol.UserId;

/** Users and friendships for a load, over HTTP. */
class LoadHttpTest {

  private static final String SECRET = "a secret of an operator";
  private static final String ACCOUNTS = "/admin/v1/accounts";
  private static final String FRIENDS = "/admin/v1/friends";
  private static final Pattern ACCOUNT =
      Pattern.compile("\"user_id\":\"([^\"]+)\",\"token\":\"([^\"]+)\",\"expiry_time\":[0-9]+");
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static EmbeddedServer server;

  @BeforeAll
  static void start() {
    server = server(SECRET, true);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static EmbeddedServer server(String secret, boolean loadAccounts) {
    return ApplicationContext.run(
        EmbeddedServer.class,
        Map.of(
            "messenger.servers", "memory",
            "micronaut.server.port", "-1",
            "messenger.token.secret", "a secret of at least thirty-two bytes",
            "messenger.admin.token", secret,
            "messenger.admin.load-accounts", loadAccounts));
  }

  private static HttpResponse<String> call(
      EmbeddedServer server, String path, String json, Map<String, String> headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.getURI() + path))
            .header("Content-Type", "application/json")
            .method(
                json.isEmpty() ? "GET" : "POST",
                json.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(json));
    headers.forEach(request::header);
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<String> operator(String path, String json) throws Exception {
    return call(server, path, json, Map.of("X-Admin-Token", SECRET));
  }

  private static String opening(String prefix, int from, int count) {
    return """
    {"prefix":"%s","from":%d,"count":%d,"device_id":"phone"}\
    """
        .formatted(prefix, from, count);
  }

  private record Opened(String user, String token) {}

  private static List<Opened> accounts(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return ACCOUNT
        .matcher(answer.body())
        .results()
        .map(each -> new Opened(each.group(1), each.group(2)))
        .toList();
  }

  private static HttpResponse<String> as(String token, String path, String json) throws Exception {
    return call(server, path, json, Map.of("Authorization", "Bearer " + token));
  }

  private static boolean exists(String user) {
    return server
        .getApplicationContext()
        .getBean(AccountStore.class)
        .find(new UserId(user))
        .isPresent();
  }

  @Test
  void shouldNotExistForStrangersOrWhereItIsSwitchedOff() throws Exception {
    try (EmbeddedServer off = server(SECRET, false);
        EmbeddedServer noSecret = server("", true)) {
      for (String json : List.of(opening("s", 0, 1), "{\"pairs\":[[\"a\",\"b\"]]}", "{}", "no {")) {
        for (String path : List.of(ACCOUNTS, FRIENDS)) {
          assertThat(call(server, path, json, Map.of()).statusCode()).isEqualTo(404);
          assertThat(call(server, path, json, Map.of("X-Admin-Token", "x")).statusCode())
              .isEqualTo(404);
          assertThat(call(off, path, json, Map.of("X-Admin-Token", SECRET)).statusCode())
              .isEqualTo(404);
          assertThat(call(noSecret, path, json, Map.of("X-Admin-Token", "")).statusCode())
              .isEqualTo(404);
        }
      }
    }
    assertThat(exists("s-0")).isFalse();
  }

  @Test
  void shouldOpenUsersWhoseTokensCountUntilTheyAreRevoked() throws Exception {
    List<Opened> opened = accounts(operator(ACCOUNTS, opening("open", 7, 3)));

    assertThat(opened).extracting(Opened::user).containsExactly("open-7", "open-8", "open-9");
    String token = opened.getFirst().token();
    HttpResponse<String> devices = as(token, "/user/v1/devices", "");
    assertThat(devices.statusCode()).isEqualTo(200);
    assertThat(devices.body()).contains("\"phone\"");
    assertThat(as(token, "/user/v1/devices/revoke", "{\"device_id\":\"phone\"}").statusCode())
        .isEqualTo(204);
    assertThat(as(token, "/user/v1/devices", "").statusCode()).isEqualTo(401);
    assertThat(as(opened.getLast().token(), "/user/v1/devices", "").statusCode())
        .as("another one's")
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "12345678", "aaaaaaaaaaaaaaaaaaaa"})
  void shouldLogNobodyInByAPassword(String password) throws Exception {
    operator(ACCOUNTS, opening("nopass", 0, 1));
    assertThat(exists("nopass-0")).isTrue();
    String json = "{\"user_id\":\"nopass-0\",\"password\":\"" + password + "\"}";

    assertThat(call(server, "/user/v1/auth", json, Map.of()).statusCode())
        .isEqualTo(password.isEmpty() ? 400 : 401);
    assertThat(call(server, "/user/v1/register", json, Map.of()).statusCode())
        .isEqualTo(password.isEmpty() ? 400 : 409);
  }

  @Test
  void shouldOpenNoneWhenOneIsThere() throws Exception {
    accounts(operator(ACCOUNTS, opening("there", 5, 1)));

    HttpResponse<String> answer = operator(ACCOUNTS, opening("there", 0, 10));

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("\"USER_ID_TAKEN\"");
    assertThat(exists("there-4")).isFalse();
    assertThat(exists("there-6")).isFalse();
  }

  @Test
  void shouldOpenAThousandAtOnceAndNoMore() throws Exception {
    assertThat(accounts(operator(ACCOUNTS, opening("many", 0, 1_000)))).hasSize(1_000);

    HttpResponse<String> answer = operator(ACCOUNTS, opening("many", 1_000, 1_001));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("count: 1001 (expected: 1 to 1000)");
    assertThat(exists("many-1000")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"from":0,"count":1,"device_id":"d"}                      | prefix: missing
          {"prefix":"a b","from":0,"count":1,"device_id":"d"}       | a b-0
          {"prefix":"p","count":1,"device_id":"d"}                  | from: missing
          {"prefix":"p","from":-1,"count":1,"device_id":"d"}        | from: -1 (expected: 0 to
          {"prefix":"p","from":0,"device_id":"d"}                   | count: missing
          {"prefix":"p","from":0,"count":0,"device_id":"d"}         | count: 0 (expected: 1 to 1000)
          {"prefix":"p","from":0,"count":1}                         | device_id: missing
          {"prefix":"p","from":"x","count":1,"device_id":"d"}       | MALFORMED
          no JSON                                                   | MALFORMED
          """)
  void shouldNameWhatIsWrongWithTheUsers(String json, String expected) throws Exception {
    HttpResponse<String> answer = operator(ACCOUNTS, json);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains(expected);
  }

  @Test
  void shouldMakeFriendsOfTheTwoOfEachPair() throws Exception {
    List<Opened> opened = accounts(operator(ACCOUNTS, opening("friend", 0, 3)));
    String pairs = "{\"pairs\":[[\"friend-2\",\"friend-0\"],[\"friend-0\",\"friend-1\"]]}";

    assertThat(operator(FRIENDS, pairs).body()).isEqualTo("{\"pairs\":2}");
    assertThat(operator(FRIENDS, pairs).body()).as("again").isEqualTo("{\"pairs\":2}");
    assertThat(as(opened.getFirst().token(), "/user/v1/friend", "").body())
        .contains("\"friend-1\"", "\"friend-2\"");
    assertThat(as(opened.getLast().token(), "/user/v1/friend", "").body())
        .contains("\"friend-0\"")
        .doesNotContain("\"friend-1\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                       | pairs: missing (expected: 1 to 1000 of them)
          {"pairs":[]}                             | pairs: 0 (expected: 1 to 1000 of them)
          {"pairs":[["a","b"],["a"]]}              | pairs[1]: 1 (expected: two names)
          {"pairs":[["a","a"]]}                    | pairs[0]: a twice (expected: two users)
          {"pairs":[["a","b c"]]}                  | b c
          {"pairs":[["a",null]]}                   | pairs[0]: missing
          {"pairs":"a"}                            | MALFORMED
          """)
  void shouldNameWhatIsWrongWithThePairs(String json, String expected) throws Exception {
    HttpResponse<String> answer = operator(FRIENDS, json);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains(expected);
  }

  @Test
  void shouldRefuseMoreThanAThousandPairs() throws Exception {
    String pairs = String.join(",", Collections.nCopies(1_001, "[\"a\",\"b\"]"));

    HttpResponse<String> answer = operator(FRIENDS, "{\"pairs\":[" + pairs + "]}");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("pairs: 1001");
  }
}
