package org.plumbline.chaos.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.plumbline.chaos.experiment.format.Activity;
import org.plumbline.chaos.experiment.format.InvalidExperiment;
import org.plumbline.chaos.experiment.format.Programs;
import org.plumbline.chaos.experiment.format.Strategies;

class DrillFilesTest {

  static final List<Drill> DRILLS = Drills.all();
  private static final Programs PROGRAMS = new Programs(Path.of("/"), Map.of("PATH", "/bin"));

  @ParameterizedTest
  @FieldSource("DRILLS")
  void shouldHoldASteadyStateContinuouslyAndAlwaysRollBack(Drill drill) {
    assertThat(drill.experiment().strategies().hypothesis())
        .isEqualTo(Strategies.Hold.CONTINUOUSLY);
    assertThat(drill.experiment().strategies().rollbacks()).isEqualTo(Strategies.Undo.ALWAYS);
    assertThat(drill.experiment().rollbacks()).extracting(Activity::name).isNotEmpty();
    assertThat(drill.title()).isNotBlank();
    assertThat(drill.plan().fault()).isNotEqualTo("as its method says");
  }

  @Test
  void shouldTellFaultsOfTheExtensionAlongWithAllOthers() {
    assertThat(
            problems(
                """
                title: t
                description: ""
                method: []
                extensions:
                  - name: plumbline
                    judges: [nobody]
                    late-users: -1
                    cut-sockets: true
                """))
        .map(each -> each.substring(0, each.indexOf(" (expected: ")))
        .containsExactlyInAnyOrder(
            "description: \"\"",
            "extensions[0].judges[0]: \"nobody\"",
            "extensions[0].late-users: -1",
            "extensions[0].cut-sockets: true");
  }

  private static List<String> problems(String text) {
    try {
      var _ = Drills.reader(PROGRAMS).read("my.yaml", text);
      return List.of();
    } catch (InvalidExperiment e) {
      return e.problems();
    }
  }

  @Test
  void shouldBeNamedByItsFileUnlessItSaysANameItself() throws InvalidExperiment {
    String text = "title: t\ndescription: d\nmethod: []\n";
    var plain = Drills.reader(PROGRAMS).read("x", text);
    var named =
        Drills.reader(PROGRAMS).read("x", text + "extensions: [{name: plumbline, drill: Other}]\n");

    assertThat(Drills.of(Path.of("folder", "My drill_2.yaml"), plain).evidenceId())
        .isEqualTo("drill.my_drill_2");
    assertThat(Drills.of(Path.of("my.yaml"), named).name()).isEqualTo("other");
    assertThat(plain.isDrill()).isFalse();
    assertThat(named.isDrill()).isTrue();
  }

  @Test
  void shouldScaleTheProfileByTheFactorsOfTheFile() throws InvalidExperiment {
    var experiment =
        Drills.reader(PROGRAMS)
            .read(
                "x",
                """
                title: t
                description: d
                method: []
                extensions:
                  - name: plumbline
                    load: {users: 2, messages: 0.5, hold: 3}
                    late-users: 0.5
                """);
    Plan plan = Plan.of(experiment);
    DrillProfile smoke = DrillProfile.byName("smoke");
    DrillProfile scaled = plan.of(smoke);

    assertThat(scaled.users()).isEqualTo(2 * smoke.users());
    assertThat(scaled.messagesPerSecond()).isEqualTo(smoke.messagesPerSecond() / 2);
    assertThat(scaled.hold()).isEqualTo(smoke.hold().multipliedBy(3));
    assertThat(plan.latecomers(scaled)).isEqualTo(smoke.users());
    assertThat(plan.recoveredWithin()).isEqualTo(Duration.ofSeconds(30));
  }
}
