package org.plumbline.simulations.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NodeFlagsTest {

  @Test
  void shouldTakeWhatDecidesMemoryAndLeaveTheProgramsOwn() {
    String line =
        String.join(
            "\0",
            "/jdk/bin/java",
            "-Xms256m",
            "-Xmx768m",
            "-XX:+UseG1GC",
            "-XX:AOTCache=node.aot",
            "--enable-native-access=ALL-UNNAMED",
            "-Dname=value",
            "-cp",
            "-Xss9m",
            "Main");

    assertThat(NodeFlags.parse(line))
        .containsExactly(
            "-Xms256m", "-Xmx768m", "-XX:+UseG1GC", "--enable-native-access=ALL-UNNAMED");
  }
}
