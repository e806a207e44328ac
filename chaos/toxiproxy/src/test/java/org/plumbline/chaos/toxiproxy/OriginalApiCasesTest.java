package org.plumbline.chaos.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import eu.rekawek.toxiproxy.model.toxic.Latency;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Stories that the original's own tests of its API tell, where no other test here tells them. */
@ParameterizedClass
@EnumSource(Subject.class)
class OriginalApiCasesTest extends OnBothServers {
  OriginalApiCasesTest(Subject subject) {
    super(subject);
  }

  private String added(String body) {
    return bed.call("POST", "/proxies/bed/toxics", body).body();
  }

  @Test
  void shouldAnswerAnEmptyObjectWhenThereIsNoProxy() throws IOException {
    bed.proxy.delete();

    assertThat(bed.call("GET", "/proxies", "").body()).isEqualTo("{}");
  }

  @Test
  void shouldAnswerWhenTheCallerIsNoBrowser() {
    var answer = Bed.call(bed.api(), "GET", "/proxies", "", "User-Agent", "Wget/2.1");

    assertThat(answer.statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"GET, /nowhere, 404", "PUT, /proxies, 405"})
  void shouldLookForTheRouteFirstWhenABrowserCalls(String method, String path, int status) {
    var answer = Bed.call(bed.api(), method, path, "", "User-Agent", "Mozilla/5.0");

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("X-Toxiproxy-Request-Id")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "//proxies, /proxies",
    "/proxies/../version, /version",
    "/proxies//bed/, /proxies/bed/"
  })
  void shouldRedirectWhenThePathIsNotClean(String path, String clean) {
    var answer = bed.call("GET", path, "");

    assertThat(answer.statusCode()).isEqualTo(301);
    assertThat(answer.headers().firstValue("Location")).hasValue(clean);
  }

  @Test
  void shouldAcceptAndCloseWhenPopulatedProxiesHaveNoUpstream() throws IOException {
    bed.upstream.close();
    var answer =
        bed.call(
            "POST",
            "/populate",
            "[{\"name\":\"one\",\"listen\":\"localhost:0\",\"upstream\":\"%s\"}]"
                .formatted(bed.proxy.getUpstream()));

    assertThat(answer.statusCode()).isEqualTo(201);
    try (var client = new java.net.Socket()) {
      client.connect(Bed.address(bed.client.getProxy("one").getListen()));
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
    assertThat(bed.call("POST", "/proxies/one/toxics", "{\"type\":\"latency\"}").statusCode())
        .isEqualTo(200);
  }

  @Test
  void shouldKeepOneAndReplaceTheOtherWhenPopulateDiffersInOne() throws IOException {
    var other = bed.client.createProxy("other", "localhost:0", "localhost:1");
    bed.proxy.toxics().latency("kept", ToxicDirection.DOWNSTREAM, 0);
    other.toxics().latency("lost", ToxicDirection.DOWNSTREAM, 0);

    var answer =
        bed.call(
            "POST",
            "/populate",
            ("[{\"name\":\"bed\",\"listen\":\"localhost:%d\",\"upstream\":\"%s\"},"
                 + "{\"name\":\"other\",\"listen\":\"127.0.0.1:0\",\"upstream\":\"localhost:2\"}]")
                .formatted(bed.address().getPort(), bed.proxy.getUpstream()));

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(bed.client.getProxy("bed").getListen()).isEqualTo(bed.proxy.getListen());
    assertThat(bed.client.getProxy("bed").toxics().getAll()).hasSize(1);
    assertThat(bed.client.getProxy("other").getUpstream()).isEqualTo("localhost:2");
    assertThat(bed.client.getProxy("other").toxics().getAll()).isEmpty();
  }

  @Test
  void shouldOpenWhenAProxyThatWasCreatedDisabledIsEnabled() throws IOException {
    bed.call(
        "POST",
        "/proxies",
        "{\"name\":\"off\",\"listen\":\"localhost:0\",\"upstream\":\"localhost:1\",\"enabled\":false}");
    var off = bed.client.getProxy("off");
    assertThat(off.getListen()).isEqualTo("localhost:0");

    off.enable();
    var open = Bed.address(bed.client.getProxy("off").getListen());
    assertThat(Bed.accepts(open)).isTrue();

    off.disable();
    assertThat(Bed.accepts(open)).isFalse();
  }

  @Test
  void shouldGiveTheNameAndThePortAgainWhenAProxyIsDeleted() throws IOException {
    var listen = bed.proxy.getListen();
    assertThatThrownBy(() -> bed.client.createProxy("again", listen, "localhost:1"))
        .hasMessageContaining("[500] listen tcp " + listen + ": bind: address already in use");

    bed.proxy.delete();

    assertThat(bed.client.createProxy("bed", listen, "localhost:1").getListen()).isEqualTo(listen);
    assertThat(bed.client.getProxies()).extracting(Proxy::getName).containsExactly("bed");
  }

  @Test
  void shouldStartWhenThePortThatWasTakenIsFree() throws IOException {
    var other = bed.client.createProxy("other", "localhost:0", "localhost:1");
    var listen = bed.proxy.getListen();
    assertThatThrownBy(() -> other.setListen(listen)).hasMessageContaining("[500] listen tcp");
    assertThat(bed.client.getProxy("other").isEnabled()).isFalse();

    bed.proxy.delete();
    other.enable();

    assertThat(bed.client.getProxy("other").isEnabled()).isTrue();
    assertThat(bed.client.getProxy("other").getListen()).isEqualTo(listen);
  }

  @Test
  void shouldNotFindTheProxyWhenItIsDeletedTwice() throws IOException {
    bed.proxy.delete();

    assertThat(bed.call("DELETE", "/proxies/bed", "").body())
        .isEqualTo("{\"error\":\"proxy not found\",\"status\":404}\n");
  }

  @Test
  void shouldNameToxicsAfterTypeAndStreamWhenTheyHaveNoName() throws IOException {
    added("{\"type\":\"latency\",\"stream\":\"upstream\"}");
    added("{\"type\":\"latency\",\"stream\":\"downstream\"}");

    assertThat(bed.proxy.toxics().get("latency_upstream", Latency.class).getStream())
        .isEqualTo(ToxicDirection.UPSTREAM);
    assertThat(bed.proxy.toxics().get("latency_downstream", Latency.class).getStream())
        .isEqualTo(ToxicDirection.DOWNSTREAM);
  }

  @Test
  void shouldHoldSeveralOfOneTypeWhenTheirNamesDiffer() {
    added("{\"name\":\"one\",\"type\":\"latency\"}");
    added("{\"name\":\"two\",\"type\":\"latency\"}");

    assertThat(bed.call("GET", "/proxies/bed/toxics", "").body())
        .containsSubsequence("\"name\":\"one\"", "\"name\":\"two\"");
  }

  @Test
  void shouldKeepTheToxicityWhenAnUpdateNamesNone() {
    added("{\"name\":\"t\",\"type\":\"latency\",\"attributes\":{\"latency\":100,\"jitter\":10}}");
    bed.call("PATCH", "/proxies/bed/toxics/t", "{\"toxicity\":0.5}");

    assertThat(bed.call("POST", "/proxies/bed/toxics/t", "{\"attributes\":{\"latency\":5}}").body())
        .isEqualTo(
            "{\"attributes\":{\"latency\":5,\"jitter\":10},\"name\":\"t\",\"type\":\"latency\","
                + "\"stream\":\"downstream\",\"toxicity\":0.5}");
  }

  @Test
  void shouldCheckTheKindOfTheAttributesBeforeAllElse() {
    assertThat(added("{\"type\":\"nonsense\",\"stream\":\"sideways\",\"attributes\":[]}"))
        .startsWith("{\"error\":\"bad request body: json: cannot unmarshal array into Go ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "local373              | address local373: missing port in address",
        "[::1:1                | address [::1:1: missing ']' in address",
        "[::1]                 | address [::1]: missing port in address",
        "1:2:3                 | address 1:2:3: too many colons in address",
        "localhost:99999       | address 99999: invalid port",
      })
  void shouldTellWhatIsWrongWhenAnAddressIsMalformed(String listen, String message) {
    var body = "{\"name\":\"a\",\"listen\":\"" + listen + "\",\"upstream\":\"a:1\"}";

    assertThat(bed.call("POST", "/proxies", body).body())
        .isEqualTo("{\"error\":\"listen tcp: " + message + "\",\"status\":500}\n");
  }

  @Test
  void shouldNotKnowAPortWhenItIsNoNumber() {
    var body = "{\"name\":\"a\",\"listen\":\"localhost:nonsense\",\"upstream\":\"a:1\"}";

    // The first word depends on the version of Go.
    assertThat(bed.call("POST", "/proxies", body).body())
        .matches(
            "\\{\"error\":\"listen tcp: (lookup|address) tcp/nonsense: unknown"
                + " port\",\"status\":500}\n");
  }

  @Test
  void shouldEscapeAsGoDoesWhenANameHasSigns() {
    var created = bed.call("POST", "/proxies", "{\"name\":\"a<b>&c\",\"upstream\":\"a:1\"}");

    assertThat(created.body()).startsWith("{\"name\":\"a\\u003cb\\u003e\\u0026c\",");
  }

  @Test
  void shouldAlwaysMoveWhenAllInterfacesAreNamed() throws IOException {
    var all = bed.client.createProxy("all", ":0", "localhost:1");
    assertThat(all.getListen()).matches("\\[::]:[1-9]\\d*");
    var port = all.getListen().substring(all.getListen().lastIndexOf(':') + 1);

    all.setListen("0.0.0.0:" + port);

    assertThat(bed.client.getProxy("all").getListen()).isEqualTo("[::]:" + port);
  }
}
