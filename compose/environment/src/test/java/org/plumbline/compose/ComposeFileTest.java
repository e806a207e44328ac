package org.plumbline.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** That the containers are the same topology as the processes. */
class ComposeFileTest {
  private static final List<String> NODES = List.of("node-1", "node-2");
  private static final Path FOLDER = Home.path().resolve("compose");

  @Test
  void shouldHaveServiceForEachPartAndNode() throws IOException {
    assertThat(services().keySet())
        .contains(containers().map(Part::id).toArray(String[]::new))
        .containsAll(NODES)
        .contains("prometheus", "grafana");
  }

  @Test
  void shouldPinImageAndCheckHealthOfEachService() throws IOException {
    services()
        .forEach(
            (name, service) -> {
              assertThat(service.get("healthcheck")).as(name).isNotNull();
              if (!NODES.contains(name)) {
                assertThat(String.valueOf(service.get("image")))
                    .as(name)
                    .containsPattern(":v?[0-9]")
                    .doesNotContain("latest");
              }
            });
  }

  @Test
  void shouldNameLinksAsEnvironmentDoes() throws IOException {
    var expected = new ArrayList<String>();
    for (var node : NODES) {
      expected.add(new Link(Link.CLIENT, node).toString());
      containers()
          .filter(part -> part != Part.TOXIPROXY)
          .forEach(part -> expected.add(new Link(node, part.id()).toString()));
      NODES.stream()
          .filter(peer -> !peer.equals(node))
          .forEach(peer -> expected.add(new Link(node, peer).toString()));
    }
    expected.add(new Link(Link.CLIENT, Part.S3.id()).toString());
    assertThat(links())
        .extracting(link -> link.get("name").asText())
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void shouldSendNodesToPortsAtWhichTheirLinksListen() throws IOException {
    var listening = links().stream().map(link -> link.get("listen").asText()).toList();
    for (var node : NODES) {
      var settings =
          String.valueOf(Objects.requireNonNull(services().get(node)).get("environment"));
      var ports =
          Pattern.compile("toxiproxy:(\\d+)")
              .matcher(settings)
              .results()
              .map(match -> "0.0.0.0:" + match.group(1))
              .toList();
      assertThat(ports).as(node).hasSize(6).isSubsetOf(listening);
    }
  }

  @Test
  void shouldBeAcceptedByDockerWhenItsComposePluginIsThere() throws Exception {
    var docker = Executables.find("docker");
    assumeThat(docker).as("Docker's client: apt install docker.io").isNotNull();
    var client = String.valueOf(docker);
    assumeThat(run(client, "compose", "version"))
        .as("Docker's compose plugin: apt install docker-compose-v2")
        .isZero();
    var file = FOLDER.resolve("compose.yaml").toString();
    assertThat(run(client, "compose", "-f", file, "config", "--quiet")).isZero();
  }

  /** Push providers are stood in for among processes alone; containers are given real ones. */
  private static Stream<Part> containers() {
    return Stream.of(Part.values()).filter(part -> part != Part.PUSH);
  }

  private static List<JsonNode> links() throws IOException {
    var links = new ArrayList<JsonNode>();
    new ObjectMapper().readTree(FOLDER.resolve("toxiproxy.json").toFile()).forEach(links::add);
    return links;
  }

  /** Read with a parser that follows anchors and merge keys, as Docker's does. */
  private static Map<String, Map<?, ?>> services() throws IOException {
    try (var reader = Files.newBufferedReader(FOLDER.resolve("compose.yaml"))) {
      Map<?, ?> file = new Yaml().load(reader);
      var services = new TreeMap<String, Map<?, ?>>();
      Objects.requireNonNull((Map<?, ?>) file.get("services"))
          .forEach((name, service) -> services.put(String.valueOf(name), (Map<?, ?>) service));
      return services;
    }
  }

  private static int run(String... words) throws Exception {
    return new ProcessBuilder(words)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
