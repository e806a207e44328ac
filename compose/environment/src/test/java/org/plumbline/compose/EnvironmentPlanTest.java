package org.plumbline.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentPlanTest {
  private final EnvironmentPlan standard = EnvironmentPlan.standard(Path.of("home"));

  @Test
  void shouldRunAllServersAndTwoNodesWhenStandard() {
    assertThat(standard.parts()).containsExactlyInAnyOrder(Part.values());
    assertThat(standard.nodeIds()).containsExactly("node-1", "node-2");
    assertThat(standard.proxied()).isFalse();
    assertThat(standard.directory()).startsWithRaw(Path.of("home/.plumb").toAbsolutePath());
    assertThat(standard.freeBytesMin()).isEqualTo(2L << 30);
  }

  @Test
  void shouldAllowLoadAccountsOnlyWhereThePlanAsksForIt() {
    assertThat(standard.nodeSettings()).isEmpty();
    assertThat(standard.withLoadAccounts().nodeSettings())
        .containsExactly(Map.entry("messenger.admin.load-accounts", "true"));
  }

  @Test
  void shouldHaveDirectoryOfItsOwnWhenAnotherPlanIsMade() {
    assertThat(EnvironmentPlan.standard(Path.of("home")).directory())
        .isNotEqualTo(standard.directory());
  }

  @Test
  void shouldNameFieldAndExpectationWhenMalformed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> standard.withNodes(-1))
        .withMessage("nodes: -1 (expected: 0 to 16)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> standard.withParts().withNodes(0))
        .withMessage("parts: [] (expected: at least one part or one node)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> standard.withParts(Part.REDIS).withProxied(true))
        .withMessage("parts: [REDIS] (expected: TOXIPROXY, since proxied)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> standard.withFixedPorts(Map.of("redis", 70_000)))
        .withMessage("fixedPorts.redis: 70000 (expected: 1 to 65535)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> standard.withFreeBytesMin(-1))
        .withMessage("freeBytesMin: -1 (expected: >= 0)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> standard.withStartDeadline(Duration.ZERO))
        .withMessage("startDeadline: PT0S (expected: > 0)");
  }

  @Test
  void shouldNameKnownPortsWhenFixedPortIsUnknown() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> standard.withFixedPorts(Map.of("reddis", 6379)))
        .withMessageStartingWith("fixedPorts.reddis: 6379 (expected: one of cassandra,");
  }
}
