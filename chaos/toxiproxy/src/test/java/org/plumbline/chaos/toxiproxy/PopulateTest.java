package org.plumbline.chaos.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;

import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Populate puts a list of proxies in place, and leaves alone what is in place already. */
@ParameterizedClass
@EnumSource(Subject.class)
class PopulateTest extends OnBothServers {
  PopulateTest(Subject subject) {
    super(subject);
  }

  private HttpResponse<String> populate(String body) {
    return bed.call("POST", "/populate", body);
  }

  @Test
  void shouldCreateAllWhenNoneExists() throws IOException {
    var answer =
        populate(
            """
            [{"name":"one","listen":"localhost:0","upstream":"localhost:1"},
             {"name":"two","listen":"localhost:0","upstream":"localhost:2","enabled":false}]
            """);

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.body()).startsWith("{\"proxies\":[{\"name\":\"one\"");
    assertThat(bed.client.getProxy("one").isEnabled()).isTrue();
    assertThat(bed.client.getProxy("two").isEnabled()).isFalse();
  }

  @Test
  void shouldLeaveAProxyUntouchedWhenItsAddressesAreTheSame() throws IOException {
    bed.proxy.toxics().latency("kept", ToxicDirection.DOWNSTREAM, 0);
    var pair = bed.connect();

    var answer =
        populate(
            "[{\"name\":\"bed\",\"listen\":\"localhost:%d\",\"upstream\":\"%s\",\"enabled\":false}]"
                .formatted(bed.address().getPort(), bed.proxy.getUpstream()));

    Bed.send(pair.client(), "open");
    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.body()).contains("\"enabled\":true", "\"name\":\"kept\"");
    assertThat(Bed.receive(pair.upstream(), 4)).isEqualTo("open");
  }

  @Test
  void shouldReplaceAProxyWithItsToxicsWhenAnAddressDiffers() throws IOException {
    bed.proxy.toxics().latency("lost", ToxicDirection.DOWNSTREAM, 0);

    populate(
        "[{\"name\":\"bed\",\"listen\":\"%s\",\"upstream\":\"localhost:1\"}]"
            .formatted(bed.proxy.getListen()));

    assertThat(bed.client.getProxy("bed").getUpstream()).isEqualTo("localhost:1");
    assertThat(bed.client.getProxy("bed").toxics().getAll()).isEmpty();
  }

  @Test
  void shouldCreateNothingWhenAFieldIsMissingAnywhere() throws IOException {
    var answer = populate("[{\"name\":\"one\",\"upstream\":\"a:1\"},{\"upstream\":\"a:2\"}]");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(answer.body())
        .isEqualTo(
            "{\"error\":\"missing required field: name at proxy"
                + " 2\",\"status\":400,\"proxies\":null}");
    assertThat(bed.client.getProxies()).extracting(Proxy::getName).containsExactly("bed");
  }

  @Test
  void shouldKeepWhatCameBeforeWhenOneFails() throws IOException {
    var answer =
        populate(
            """
            [{"name":"one","upstream":"a:1"},
             {"name":"two","listen":"local373","upstream":"a:2"},
             {"name":"three","upstream":"a:3"}]
            """);

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body())
        .contains("missing port in address", "\"proxies\":[{\"name\":\"one\"")
        .doesNotContain("three");
    assertThat(bed.client.getProxies()).extracting(Proxy::getName).containsExactly("bed", "one");
  }

  @Test
  void shouldAnswerNullWhenTheListIsEmpty() {
    var answer = populate("[]");

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.body()).isEqualTo("{\"proxies\":null}");
  }

  @Test
  void shouldAnswer400WhenTheBodyIsNoList() {
    assertThat(populate("{}").body())
        .startsWith("{\"error\":\"bad request body: ")
        .endsWith("\"status\":400,\"proxies\":null}");
  }
}
