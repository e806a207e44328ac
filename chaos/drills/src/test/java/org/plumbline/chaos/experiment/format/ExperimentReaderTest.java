package org.plumbline.chaos.experiment.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExperimentReaderTest {

  private static final Signature KILL =
      Signature.action("kill_node", "kills it", Parameter.required("node", Parameter.Type.TEXT));
  private static final String GOOD =
      """
      title: A ${what} of a title
      description: What it is for
      tags: [one, two]
      contributions: {reliability: high, security: none}
      configuration:
        what: kind
        port: {type: env, key: PORT, env_var_type: int, default: "80"}
        home: {type: env, key: HOMEPAGE}
      secrets:
        mine: {token: {type: env, key: TOKEN}, what: hidden}
      steady-state-hypothesis:
        title: It answers
        probes:
          - type: probe
            name: answers
            tolerance: 200
            provider: {type: http, url: "http://127.0.0.1:${port}/", timeout: [1, 2.5]}
      method:
        - type: action
          name: say
          background: true
          pauses: {before: 0.5, after: "${port}"}
          provider: {type: process, path: echo, arguments: [hello]}
        - ref: answers
      rollbacks:
        - ref: say
      extensions:
        - {name: other, data: 1}
      runtime:
        hypothesis: {strategy: continuously, frequency: 0.25}
        rollbacks: {strategy: always}
      """;

  private static ExperimentReader reader(Map<String, Signature> activities) {
    Map<String, String> environment =
        Map.of("PATH", "/usr/bin:/bin", "HOMEPAGE", "here", "TOKEN", "abc");
    return new ExperimentReader(activities, new Programs(Path.of("/"), environment));
  }

  private static Experiment read(String text) throws InvalidExperiment {
    return reader(Map.of()).read("my.yaml", text);
  }

  private static List<String> problems(String name, String text) {
    try {
      reader(Map.of("kill_node", KILL)).read(name, text);
      return List.of();
    } catch (InvalidExperiment e) {
      return e.problems();
    }
  }

  @Test
  void shouldReadAllThatTheFormatHas() throws InvalidExperiment {
    Experiment experiment = read(GOOD);

    assertThat(experiment.title()).isEqualTo("A kind of a title");
    assertThat(experiment.tags()).containsExactly("one", "two");
    assertThat(experiment.contributions())
        .containsEntry("reliability", "high")
        .containsEntry("security", "none");
    assertThat(experiment.values().inText("${port} ${home} ${token} ${what} ${other} $$"))
        .isEqualTo("80 here abc kind ${other} $");
    assertThat(experiment.method()).extracting(Activity::name).containsExactly("say", "answers");
    assertThat(experiment.method().getFirst().background()).isTrue();
    assertThat(experiment.rollbacks()).extracting(Activity::name).containsExactly("say");
    assertThat(experiment.strategies())
        .isEqualTo(
            new Strategies(
                Strategies.Hold.CONTINUOUSLY,
                Strategies.Undo.ALWAYS,
                Duration.ofMillis(250),
                false));
    assertThat(experiment.extension("other")).isPresent();
    assertThat(experiment.isDrill()).isFalse();
    assertThat(experiment.needsOurToxiproxy()).isFalse();
  }

  @Test
  void shouldReadTheSameFromJson() throws InvalidExperiment {
    Experiment yaml = read(GOOD);

    Experiment json = reader(Map.of()).read("my.JSON", yaml.source().toString());

    assertThat(json).isEqualTo(yaml);
  }

  @Test
  void shouldTellAllFaultsAtOnceWithPathValueAndWhatIsExpected() {
    String bad =
        """
        title: ""
        contributions: {reliability: much}
        configuration:
          gone: {type: env, key: NOT_SET}
          safe: {type: vault, path: secret/x}
        controls:
          - {name: tracing, provider: {type: python, module: chaostracing.control}}
        steady-state-hypothesis:
          title: It is normal
          probes:
            - type: action
              name: asks
              provider: {type: http, url: "ftp://x/", secrets: [nobody]}
            - type: probe
              name: matches
              tolerance: {type: regex, pattern: "[0-9"}
              provider: {type: process, path: no-such-program}
        method:
          - type: action
            name: file-be-gone
            provider: {type: python, module: os, func: remove}
          - {ref: nothing}
          - type: action
            name: kill
            pauses: {before: -1}
            provider: {type: plumbline, func: kill_node, arguments: {nod: node-1}}
        runtime: {rollbacks: {strategy: sometimes}}
        """;

    assertThat(problems("bad.yaml", bad))
        .map(each -> each.substring(0, each.indexOf(" (expected: ")))
        .containsExactlyInAnyOrder(
            "title: \"\"",
            "description: missing",
            "contributions.reliability: \"much\"",
            "configuration.gone.key: \"NOT_SET\"",
            "configuration.safe.type: \"vault\"",
            "controls[0].provider.module: \"chaostracing.control\"",
            "steady-state-hypothesis.probes[0].type: \"action\"",
            "steady-state-hypothesis.probes[0].tolerance: missing",
            "steady-state-hypothesis.probes[0].provider.url: \"ftp://x/\"",
            "steady-state-hypothesis.probes[0].provider.secrets[0]: \"nobody\"",
            "steady-state-hypothesis.probes[1].tolerance.pattern: \"[0-9\"",
            "steady-state-hypothesis.probes[1].provider.path: \"no-such-program\"",
            "method[0].provider.module: \"os\"",
            "method[1].ref: \"nothing\"",
            "method[2].pauses.before: -1",
            "method[2].provider.arguments.node: missing",
            "method[2].provider.arguments.nod: \"node-1\"",
            "runtime.rollbacks.strategy: \"sometimes\"");
  }

  @Test
  void shouldNameTheModulesThatRunWhenItRefusesAnother() {
    String python =
        """
        title: t
        description: d
        method:
          - type: probe
            name: exists
            provider: {type: python, module: os.path, func: exists, arguments: {path: some/file}}
        """;

    assertThat(problems("my.yaml", python))
        .singleElement()
        .asString()
        .contains(
            "os.path", "chaostoxi.proxy.actions", "chaostoxi.toxic.actions", "http or process");
  }

  @ParameterizedTest
  @CsvSource({
    "kill_node, node, 7, a text",
    "kill_node, node, '${node}', ''",
    "kill_nodes, node, x, one of kill_node"
  })
  void shouldCheckTheArgumentsOfOurOwnActivities(
      String func, String argument, String value, String expected) {
    String text =
        """
        title: t
        description: d
        method:
          - {type: action, name: kill, provider: {type: plumbline, func: %s, arguments: {%s: %s}}}
        """
            .formatted(func, argument, value.contains("$") ? "\"" + value + "\"" : value);

    assertThat(problems("my.yaml", text).stream().collect(Collectors.joining()))
        .contains(expected)
        .matches(said -> said.isEmpty() == expected.isEmpty());
  }

  @Test
  void shouldRefuseOurActivitiesWhereNoDrillIsAroundThem() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    title: t
                    description: d
                    method:
                      - {type: action, name: k, provider: {type: plumbline, func: kill_node}}
                    """))
        .isInstanceOf(InvalidExperiment.class)
        .hasMessageContaining("method[0].provider.type: \"plumbline\"");
  }

  @ParameterizedTest
  @CsvSource({
    "my.yaml, '- a list', 'file: [\"a list\"]'",
    "my.yaml, 'title: [', 'line 1'",
    "my.json, '{\"title\": 1', 'line 1'",
    "my.json, '{\"title\": \"a\", \"title\": \"b\"}', 'Duplicate field'",
    "my.yaml, '', 'file: '"
  })
  void shouldSayWhereAFileIsNoExperiment(String name, String text, String expected) {
    assertThat(problems(name, text)).isNotEmpty().first().asString().contains(expected);
  }

  @Test
  void shouldRefuseFieldsThatNobodyReads() {
    assertThat(problems("my.yaml", "title: t\ndescription: d\nmethod: []\nrollback: []\n"))
        .singleElement()
        .asString()
        .startsWith("rollback: [] (expected: no such field; there are ");
  }
}
