package org.plumbline.simulations.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class GeneratorPriorityTest {

  /** The kernel's number of the policy, in {@code /proc/PID/stat} (proc(5), field 41). */
  private static final String READ_POLICY = "cut -d ' ' -f 41 /proc/self/stat";

  @Test
  void shouldRunTheCommandWithThePolicyThatIsPermittedHere() throws Exception {
    GeneratorPriority permitted = GeneratorPriority.permitted();
    Process process =
        new ProcessBuilder(permitted.command(List.of("sh", "-c", READ_POLICY))).start();
    String policy =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    // 2 is SCHED_RR, 0 the normal policy.
    assertThat(policy).isEqualTo(permitted == GeneratorPriority.REAL_TIME ? "2" : "0");
  }

  @Test
  void shouldLeaveTheCommandAsItIsWhereNoneIsPermitted() {
    List<String> words = List.of("java", "-version");
    assertThat(GeneratorPriority.NORMAL.command(words)).isEqualTo(words);
  }

  @Test
  void shouldBeNamedAsInTheEvidence() {
    assertThat(GeneratorPriority.REAL_TIME.label()).isEqualTo("real_time");
    assertThat(GeneratorPriority.NORMAL.label()).isEqualTo("normal");
  }
}
