package org.plumbline.chaos.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The API's shapes, statuses and errors, byte for byte where callers may compare them. */
@ParameterizedClass
@EnumSource(Subject.class)
class HttpApiTest extends OnBothServers {
  HttpApiTest(Subject subject) {
    super(subject);
  }

  private String upstream() {
    return "127.0.0.1:" + bed.upstream.getLocalPort();
  }

  @Test
  void shouldWriteAllFieldsInOrderWhenAProxyIsShown() {
    var shown = bed.call("GET", "/proxies/bed", "");

    assertThat(shown.statusCode()).isEqualTo(200);
    assertThat(shown.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(shown.body())
        .isEqualTo(
            "{\"name\":\"bed\",\"listen\":\"%s\",\"upstream\":\"%s\",\"enabled\":true,\"Logger\":{},\"toxics\":[]}"
                .formatted(bed.proxy.getListen(), upstream()));
  }

  @Test
  void shouldKeyProxiesByNameInOrderWhenListed() {
    bed.call("POST", "/proxies", "{\"name\":\"a\",\"upstream\":\"localhost:1\"}");

    assertThat(bed.call("GET", "/proxies", "").body())
        .startsWith("{\"a\":{\"name\":\"a\"")
        .contains(",\"bed\":{\"name\":\"bed\"");
  }

  @Test
  void shouldAnswer201AndListenOnAllInterfacesWhenNoListenAddressIsGiven() {
    var created = bed.call("POST", "/proxies", "{\"name\":\"a\",\"upstream\":\"localhost:1\"}");

    assertThat(created.statusCode()).isEqualTo(201);
    assertThat(created.body()).containsPattern("\"listen\":\"\\[::]:[1-9]\\d*\"");
  }

  @Test
  void shouldKeepTheTextWhenTheProxyIsCreatedDisabled() {
    var created =
        bed.call(
            "POST",
            "/proxies",
            "{\"name\":\"off\",\"listen\":\"localhost:0\",\"upstream\":\"localhost:1\",\"enabled\":false}");

    assertThat(created.statusCode()).isEqualTo(201);
    assertThat(created.body()).contains("\"listen\":\"localhost:0\"", "\"enabled\":false");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                       | missing required field: name",
        "null                                     | missing required field: name",
        "{\"name\":\"\",\"upstream\":\"a:1\"}     | missing required field: name",
        "{\"name\":\"a\"}                         | missing required field: upstream",
        "{\"NAME\":\"a\"}                         | missing required field: upstream",
      })
  void shouldNameTheMissingFieldWhenCreating(String body, String message) {
    var refused = bed.call("POST", "/proxies", body);

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.headers().firstValue("Content-Type")).hasValue("text/plain; charset=utf-8");
    assertThat(refused.body()).isEqualTo("{\"error\":\"" + message + "\",\"status\":400}\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "[]", "7", "{\"name\":5}", "{\"name\":\"a\",\"enabled\":\"yes\"}"})
  void shouldRefuseWhenTheBodyIsMalformed(String body) {
    var refused = bed.call("POST", "/proxies", body);

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).startsWith("{\"error\":\"bad request body: ");
  }

  @Test
  void shouldIgnoreUnknownKeysAndWhatFollowsWhenTheBodyHasMore() {
    var created =
        bed.call(
            "POST",
            "/proxies",
            "{\"Name\":\"x\",\"UPSTREAM\":\"a:1\",\"toxics\":[],\"k\":1} trailing");

    assertThat(created.statusCode()).isEqualTo(201);
  }

  @Test
  void shouldAcceptAnyMediaTypeWhenTheBodyIsJson() {
    var created =
        bed.call(
            "POST",
            "/proxies",
            "{\"name\":\"form\",\"upstream\":\"a:1\"}",
            "application/x-www-form-urlencoded");

    assertThat(created.statusCode()).isEqualTo(201);
  }

  @Test
  void shouldAnswer500AndAddNothingWhenThePortIsTaken() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var listen = "127.0.0.1:" + taken.getLocalPort();
      var refused =
          bed.call(
              "POST",
              "/proxies",
              "{\"name\":\"b\",\"listen\":\"" + listen + "\",\"upstream\":\"a:1\"}");

      assertThat(refused.statusCode()).isEqualTo(500);
      assertThat(refused.body())
          .isEqualTo(
              "{\"error\":\"listen tcp %s: bind: address already in use\",\"status\":500}\n"
                  .formatted(listen));
      assertThat(bed.call("GET", "/proxies/b", "").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void shouldKeepMissingFieldsAndTheNameWhenAProxyIsPatched() throws IOException {
    var patched =
        bed.call("PATCH", "/proxies/bed", "{\"name\":\"other\",\"upstream\":\"localhost:1\"}");

    assertThat(patched.statusCode()).isEqualTo(200);
    assertThat(patched.body())
        .contains("\"name\":\"bed\"", bed.address().toString().substring(1), "localhost:1");
  }

  @Test
  void shouldStayDisabledAtItsNewAddressWhenItCannotMove() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var listen = "127.0.0.1:" + taken.getLocalPort();
      var refused = bed.call("POST", "/proxies/bed", "{\"listen\":\"" + listen + "\"}");

      assertThat(refused.statusCode()).isEqualTo(500);
      assertThat(bed.call("GET", "/proxies/bed", "").body())
          .contains("\"listen\":\"" + listen + "\"", "\"enabled\":false");
    }
  }

  @Test
  void shouldDropNoConnectionWhenTheSameAddressIsNamedByHost() throws IOException {
    var pair = bed.connect();
    var port = bed.address().getPort();
    bed.call("POST", "/proxies/bed", "{\"listen\":\"localhost:" + port + "\"}");

    Bed.send(pair.client(), "still");

    assertThat(Bed.receive(pair.upstream(), 5)).isEqualTo("still");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /proxies/no, proxy not found",
    "POST, /proxies/no, proxy not found",
    "DELETE, /proxies/no, proxy not found",
    "GET, /proxies/no/toxics, proxy not found",
    "POST, /proxies/no/toxics, proxy not found",
    "GET, /proxies/no/toxics/t, proxy not found",
    "GET, /proxies/bed/toxics/t, toxic not found",
    "PATCH, /proxies/bed/toxics/t, toxic not found",
    "DELETE, /proxies/bed/toxics/t, toxic not found",
  })
  void shouldAnswer404WhenTheThingIsUnknown(String method, String path, String message) {
    var missing = bed.call(method, path, "{}");

    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(missing.body()).isEqualTo("{\"error\":\"" + message + "\",\"status\":404}\n");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /reset",
    "GET, /populate",
    "PUT, /proxies",
    "PUT, /proxies/bed",
    "POST, /version",
    "DELETE, /proxies/bed/toxics",
    "PUT, /proxies/bed/toxics/t"
  })
  void shouldAnswer405WithoutBodyWhenTheMethodIsWrong(String method, String path) {
    var refused = bed.call(method, path, "");

    assertThat(refused.statusCode()).isEqualTo(405);
    assertThat(refused.body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/nowhere", "/proxies/", "/proxies/bed/", "/proxies/bed/toxics/t/x"})
  void shouldAnswer404AsTextWhenThePathIsUnknown(String path) {
    var missing = bed.call("GET", path, "");

    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(missing.body()).isEqualTo("404 page not found\n");
  }

  @Test
  void shouldAnswer204WithoutBodyWhenSomethingIsRemoved() {
    bed.call("POST", "/proxies/bed/toxics", "{\"type\":\"noop\"}");

    assertThat(bed.call("DELETE", "/proxies/bed/toxics/noop_downstream", "").statusCode())
        .isEqualTo(204);
    assertThat(bed.call("POST", "/reset", "").statusCode()).isEqualTo(204);
    assertThat(bed.call("DELETE", "/proxies/bed", "").statusCode()).isEqualTo(204);
  }

  @Test
  void shouldTellItsVersionAndNumberItsAnswersWhenAsked() {
    var version = bed.call("GET", "/version", "");

    assertThat(version.body()).matches("\\{\"version\": \"2[0-9.]+\"}\n");
    assertThat(version.headers().firstValue("Content-Type"))
        .hasValue("application/json;charset=utf-8");
    assertThat(version.headers().firstValue("X-Toxiproxy-Request-Id").orElseThrow())
        .matches("[0-9a-v]{20}");
    assertThat(version.headers().firstValue("Date").orElseThrow()).endsWith(" GMT");
  }

  @Test
  void shouldRefuseWhenABrowserCalls() {
    var refused = Bed.call(bed.api(), "GET", "/proxies", "", "User-Agent", "Mozilla/5.0 (X11)");

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).isEqualTo("User agent not allowed\n");
  }
}
