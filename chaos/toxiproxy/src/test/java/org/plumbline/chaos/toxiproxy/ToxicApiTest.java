package org.plumbline.chaos.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The API of toxics: defaults, echoes, the order of errors, and what an update changes. */
@ParameterizedClass
@EnumSource(Subject.class)
class ToxicApiTest extends OnBothServers {
  ToxicApiTest(Subject subject) {
    super(subject);
  }

  @Test
  void shouldFillInDefaultsWhenAToxicNamesOnlyItsType() {
    var added = bed.call("POST", "/proxies/bed/toxics", "{\"type\":\"latency\"}");

    assertThat(added.statusCode()).isEqualTo(200);
    assertThat(added.body())
        .isEqualTo(
            "{\"attributes\":{\"latency\":0,\"jitter\":0},\"name\":\"latency_downstream\","
                + "\"type\":\"latency\",\"stream\":\"downstream\",\"toxicity\":1}");
  }

  @Test
  void shouldEchoTheStreamWhenItIsWrittenInAnotherCase() {
    var added =
        bed.call(
            "POST",
            "/proxies/bed/toxics",
            "{\"type\":\"noop\",\"stream\":\"UpStream\",\"toxicity\":0.2}");

    assertThat(added.body())
        .isEqualTo(
            "{\"attributes\":{},\"name\":\"noop_UpStream\",\"type\":\"noop\","
                + "\"stream\":\"UpStream\",\"toxicity\":0.2}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"type\":\"nonsense\",\"stream\":\"sideways\"} | 400 | stream was invalid, can be either"
            + " upstream or downstream",
        "{\"type\":\"latency\",\"stream\":\"\"}          | 400 | stream was invalid, can be either"
            + " upstream or downstream",
        "{\"type\":\"nonsense\",\"name\":\"taken\"}      | 400 | invalid toxic type",
        "{}                                              | 400 | invalid toxic type",
        "{\"type\":\"noop\",\"name\":\"taken\"}          | 409 | toxic already exists",
        "{\"type\":\"latency\",\"name\":\"taken\",\"attributes\":{\"latency\":\"x\"}} | 409 | toxic"
            + " already exists",
      })
  void shouldReportTheFirstErrorWhenAToxicIsWrong(String body, int status, String message) {
    bed.call("POST", "/proxies/bed/toxics", "{\"type\":\"noop\",\"name\":\"taken\"}");

    var refused = bed.call("POST", "/proxies/bed/toxics", body);

    assertThat(refused.statusCode()).isEqualTo(status);
    assertThat(refused.body())
        .isEqualTo("{\"error\":\"" + message + "\",\"status\":" + status + "}\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"latency\",\"attributes\":{\"latency\":1.5}}",
        "{\"type\":\"latency\",\"attributes\":{\"latency\":\"10\"}}",
        "{\"type\":\"latency\",\"attributes\":{\"latency\":1e3}}",
        "{\"type\":\"latency\",\"attributes\":7}",
      })
  void shouldAnswer400WhenAnAttributeIsWrong(String body) {
    var refused = bed.call("POST", "/proxies/bed/toxics", body);

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).startsWith("{\"error\":\"bad request body: ");
    assertThat(bed.call("GET", "/proxies/bed/toxics", "").body()).isEqualTo("[]");
  }

  @Test
  void shouldMergeAttributesAndNothingElseWhenAToxicIsUpdated() {
    bed.call(
        "POST",
        "/proxies/bed/toxics",
        "{\"name\":\"t\",\"type\":\"latency\",\"attributes\":{\"latency\":1,\"jitter\":2}}");

    var updated =
        bed.call(
            "PATCH",
            "/proxies/bed/toxics/t",
            "{\"name\":\"u\",\"type\":\"noop\",\"stream\":\"upstream\",\"toxicity\":7,\"attributes\":{\"LATENCY\":3}}");

    assertThat(updated.body())
        .isEqualTo(
            "{\"attributes\":{\"latency\":3,\"jitter\":2},\"name\":\"t\",\"type\":\"latency\","
                + "\"stream\":\"downstream\",\"toxicity\":7}");
    assertThat(bed.call("GET", "/proxies/bed/toxics/t", "").body()).isEqualTo(updated.body());
  }
}
