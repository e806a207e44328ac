package org.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What costs no server: the launcher, arguments, the model. */
class PlumbIT {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir Path folder;

  @Test
  void shouldExplainTheStorageClaimOfS0() throws Exception {
    try (Launched plumb = Launched.start(folder, "claims", "S0-15", "--run", "none")) {
      assertThat(plumb.exitCode(MINUTE)).as(plumb.err()).isZero();
      assertThat(plumb.out())
          .contains("fails", "547 PB", "182.865 PB", "2.99x", "2 MB")
          .doesNotContain("\u001b");
    }
  }

  @Test
  void shouldExplainTheBandwidthOfS1AndThePeakOfS4() throws Exception {
    try (Launched bandwidth = Launched.start(folder, "claims", "S1-14", "--run", "none");
        Launched peak = Launched.start(folder, "claims", "s4-17", "--run", "none")) {
      assertThat(bandwidth.exitCode(MINUTE)).as(bandwidth.err()).isZero();
      assertThat(bandwidth.out()).contains("fails", "23.148 MB/s");
      assertThat(peak.exitCode(MINUTE)).as(peak.err()).isZero();
      assertThat(peak.out()).contains("578,703.7").containsIgnoringCase("average");
    }
  }

  @Test
  void shouldPrintAllClaimsAsJson() throws Exception {
    try (Launched plumb = Launched.start(folder, "claims", "--format", "json", "--run", "none")) {
      assertThat(plumb.exitCode(MINUTE)).as(plumb.err()).isZero();
      JsonNode claims = new ObjectMapper().readTree(plumb.out()).get("claims");
      assertThat(claims).hasSize(285);
      assertThat(claims.get(0).fieldNames())
          .toIterable()
          .containsExactly(
              "id",
              "document",
              "line",
              "statement",
              "kind",
              "verdict",
              "claimed",
              "found",
              "ratio",
              "cause",
              "consequence",
              "evidence");
    }
  }

  @Test
  void shouldCalculateAnEstimateOfOnesOwn() throws Exception {
    Files.writeString(
        folder.resolve("mine.yaml"),
        """
        users: 1 million
        messages_per_user_per_day: 40
        message_size: 100 B
        concurrent_share: 0.2
        retention: 1 year
        """);
    try (Launched plumb = Launched.start(folder, "capacity", "mine.yaml", "--format", "json")) {
      assertThat(plumb.exitCode(MINUTE)).as(plumb.err()).isZero();
      JsonNode json = new ObjectMapper().readTree(plumb.out());
      assertThat(json.get("schema").asText()).isEqualTo("plumbline/capacity/1");
      assertThat(json.get("reports")).hasSize(1);
    }
  }

  @Test
  void shouldNameFileAndLineOfAMalformedEstimate() throws Exception {
    Files.writeString(
        folder.resolve("bad.yaml"),
        """
        users: 1 million
        message_size: 100 apples
        messages_per_user_per_day: 40
        concurrent_share: 0.2
        retention: 1 year
        """);
    try (Launched plumb = Launched.start(folder, "capacity", "bad.yaml")) {
      assertThat(plumb.exitCode(MINUTE)).isEqualTo(2);
      assertThat(plumb.err()).contains("bad.yaml:2", "message_size", "apples", "expected");
      assertThat(plumb.err().lines().count()).as(plumb.err()).isEqualTo(1);
      assertThat(plumb.out()).isEmpty();
    }
  }

  @Test
  void shouldRefuseWhatItDoesNotUnderstand() throws Exception {
    assertUsage("--profile", "check", "--profile", "tiny");
    assertUsage("--format", "claims", "--format", "xml");
    assertUsage("--seed", "check", "--seed", "x");
    assertUsage("ID: S9-99", "claims", "S9-99");
    assertUsage("NAME|FILE: nothing", "drill", "nothing");
    assertUsage("NAME|FILE: nothing", "drill", "no-fault", "nothing");
    assertUsage("NAME: nothing", "load", "nothing");
    assertUsage("RUN: nothing", "report", "nothing");
    assertUsage("COMMAND: chek", "chek");
    assertUsage("COMMAND: missing");
  }

  private void assertUsage(String named, String... arguments) throws Exception {
    try (Launched plumb = Launched.start(folder, arguments)) {
      assertThat(plumb.exitCode(MINUTE)).as(named).isEqualTo(2);
      assertThat(plumb.err()).contains(named).contains("expected: ");
      assertThat(plumb.out()).isEmpty();
    }
  }

  @Test
  void shouldHelp() throws Exception {
    try (Launched plumb = Launched.start(folder, "check", "--help")) {
      assertThat(plumb.exitCode(MINUTE)).as(plumb.err()).isZero();
      assertThat(plumb.out()).contains("--profile", "--format", "--quiet", "--seed");
    }
  }

  @Test
  void shouldExamineTheMachine() throws Exception {
    try (Launched plumb = Launched.start(folder, "doctor", "--format", "json")) {
      int code = plumb.exitCode(MINUTE);
      JsonNode json = new ObjectMapper().readTree(plumb.out());
      assertThat(code).isEqualTo(json.get("fit").asBoolean() ? 0 : 3);
      assertThat(json.get("checks").findValuesAsText("name"))
          .contains("jdk-25", "jdk-17", "disk", "generator");
    }
  }

  @Test
  void shouldWorkThroughALinkFromAnyFolder() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link"), Launched.home().resolve("plumb"));
    try (Launched plumb = Launched.start(link, folder, Map.of(), "--help")) {
      assertThat(plumb.exitCode(MINUTE)).as(plumb.err()).isZero();
      assertThat(plumb.out()).contains("Usage: plumb");
    }
  }

  @Test
  void shouldSayWhatIsMissingWhenThereIsNoJdk() throws Exception {
    Map<String, String> nowhere = Map.of("PLUMB_JDK_PATHS", folder.toString());
    try (Launched plumb =
        Launched.start(Launched.home().resolve("plumb"), folder, nowhere, "claims")) {
      assertThat(plumb.exitCode(MINUTE)).isEqualTo(3);
      assertThat(plumb.err()).contains("no JDK 25", "Looked in: " + folder, "Remedy: install");
    }
  }

  @Test
  void shouldSayWhatIsMissingWhenThereIsNoJdkForCassandra() throws Exception {
    Map<String, String> onlyOurs = Map.of("PLUMB_JDK_PATHS", System.getProperty("java.home"));
    try (Launched plumb =
        Launched.start(
            Launched.home().resolve("plumb"), folder, onlyOurs, "check", "--profile", "smoke")) {
      assertThat(plumb.exitCode(MINUTE)).isEqualTo(3);
      assertThat(plumb.err()).contains("jdk-17", "remedy: ").doesNotContain("\tat ");
    }
  }

  @Test
  void shouldNameServerAndPortWhenAPortIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Launched plumb = Launched.start(folder, "up", "--port", "redis=" + taken.getLocalPort())) {
      assertThat(plumb.exitCode(MINUTE)).as(plumb.err()).isEqualTo(3);
      assertThat(plumb.err()).contains("redis", Integer.toString(taken.getLocalPort()));
    }
  }

  @Test
  void shouldNameThePortsThereAreWhenAnotherIsAskedFor() throws Exception {
    try (Launched plumb = Launched.start(folder, "up", "--port", "postgres=1")) {
      assertThat(plumb.exitCode(MINUTE)).as(plumb.err()).isEqualTo(2);
      assertThat(plumb.err()).contains("--port", "postgres", "node-1");
    }
  }
}
