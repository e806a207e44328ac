package org.plumbline.chaos.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.chaos.experiment.format.Experiment;
import org.plumbline.chaos.experiment.format.ExperimentReader;
import org.plumbline.chaos.experiment.format.Programs;
import org.plumbline.chaos.experiment.format.Tolerance;
import org.plumbline.chaos.experiment.format.Values;
import org.plumbline.chaos.experiment.provider.Activities;
import org.plumbline.chaos.experiment.provider.Performers;

/**
 * The cases of {@code chaostoolkit-lib}'s {@code tests/test_tolerance.py}, and the format's own.
 */
class TolerancesTest {

  private static final ObjectMapper YAML = new YAMLMapper();
  private static final Programs PROGRAMS =
      new Programs(Path.of("/"), Map.of("PATH", "/usr/bin:/bin"));

  private static Tolerance tolerance(String yaml) throws Exception {
    String experiment =
        """
        title: t
        description: d
        steady-state-hypothesis:
          title: h
          probes:
            - type: probe
              name: p
              provider: {type: process, path: echo}
              tolerance: %s
        method: []
        """
            .formatted(yaml);
    Experiment read = new ExperimentReader(Map.of(), PROGRAMS).read("t.yaml", experiment);
    return Objects.requireNonNull(
        Objects.requireNonNull(read.hypothesis()).probes().getFirst().tolerance());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "6 | 6 | true",
        "6 | 7 | false",
        "6 | 6.0 | true",
        "6 | {status: 6} | true",
        "6 | {status: 7} | false",
        "[5, 6] | {status: 6} | true",
        "[5, 7] | {status: 6} | false",
        "[5, 7] | 6 | true",
        "[4, 9] | 9 | true",
        "[4, 9] | 9.5 | false",
        "[4, 9, 78] | 5 | false",
        "[4, 9, 78] | 78 | true",
        "[a, c] | b | true",
        "true | true | true",
        "true | false | false",
        "hello | hello | true",
        "hello | not hello | false",
        "{type: regex, pattern: '[0-9]{2}'} | you are number 87 | true",
        "{type: regex, pattern: '[0-9]{2}'} | you are number 8 | false",
        "{type: regex, target: stdout, pattern: '[0-9]{2}'} | {status: 0, stdout: n 87} | true",
        "{type: regex, target: stdout, pattern: '[0-9]{2}'}"
            + " | {status: 0, stdout: n 8, stderr: n 87} | false",
        "{type: regex, target: body, pattern: '[0-9]{2}'} | {status: 200, body: n 87} | true",
        "{type: jsonpath, path: '$.foo.*[?(@.baz)]'} | {foo: [{baz: 1}, {baz: 2}]} | true",
        "{type: jsonpath, path: 'foo[*].baz'} | {foo: [{baz: 1}]} | true",
        "{type: jsonpath, path: '$.no.*[?(@.baz)].baz'} | {foo: [{baz: 1}]} | false",
        "{type: jsonpath, path: '$.foo[?(@.baz)].baz', expect: hello} | {foo: {baz: hello}} | true",
        "{type: jsonpath, path: '$.foo[?(@.baz)].baz', expect: [[a, b]]}"
            + " | {foo: {baz: [a, b]}} | true",
        "{type: jsonpath, path: '$.foo[?(@.baz)].baz', expect: []} | {foo: {jon: boom}} | true",
        "{type: jsonpath, path: '$.foo[?(@.baz=\"hello\")]', count: 1} | {foo: {baz: hello}} |"
            + " true",
        "{type: jsonpath, path: '$.foo[?(@.baz=\"other\")]', count: 1} | {foo: {baz: hello}} |"
            + " false",
        "{type: jsonpath, path: '$.foo.*[?(@.baz=4)]', count: 2} | {foo: [{baz: 4}, {baz: 4}]} |"
            + " true",
        "{type: jsonpath, path: '$.foo[*].baz'} | '{\"foo\": [{\"baz\": 1}]}' | true",
        "{type: jsonpath, target: body, path: '$.up', expect: true}"
            + " | {status: 200, body: {up: true}} | true",
        "{type: range, range: [4.6, 8.9]} | 8.9 | true",
        "{type: range, range: [4.6, 8.9]} | 9 | false",
        "{type: range, range: [4, 8], target: stdout} | {status: 0, stdout: '5'} | true",
        "{type: range, range: [4, 8]} | five | false",
        "{type: probe, name: n, provider: {type: process, path: 'true'}} | 1 | true",
        "{type: probe, name: n, provider: {type: process, path: 'false'}} | 1 | false",
      })
  void shouldCompareAsChaosToolkitDoes(String yaml, String value, boolean expected)
      throws Exception {
    JsonNode given = YAML.readTree(value);
    Tolerances tolerances =
        new Tolerances(new Performers(Values.NONE, PROGRAMS, Optional.empty(), Activities.NONE));

    assertThat(tolerances.within(tolerance(yaml), given)).isEqualTo(expected);
  }
}
