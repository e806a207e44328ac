package org.plumbline.simulations.floor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.plumbline.simulations.load.LoadContext;
import org.plumbline.simulations.load.LoadProfile;
import org.plumbline.simulations.load.NodeAddress;

class NodeFlagsTest {

  private static LoadContext context(Map<String, Long> processes) {
    NodeAddress node =
        new NodeAddress(
            "node-1", URI.create("http://127.0.0.1:1"), URI.create("ws://127.0.0.1:1/ws"));
    return new LoadContext(List.of(node), Path.of("none"), LoadProfile.smoke(), 1, _ -> {})
        .withProcesses(processes);
  }

  @Test
  void shouldTakeTheFlagsAndNeitherSettingsNorCachesNorTheProgramsWords() {
    assertThat(
            NodeFlags.of(
                List.of(
                    "java",
                    "-Xmx768m",
                    "-XX:+UseCompactObjectHeaders",
                    "--enable-native-access=ALL-UNNAMED",
                    "-XX:AOTCache=node.aot",
                    "-XX:SharedArchiveFile=node.jsa",
                    "-Dsome.setting=secret",
                    "-cp",
                    "lib/*",
                    "Messenger",
                    "-Xnot-a-flag")))
        .containsExactly(
            "-Xmx768m", "-XX:+UseCompactObjectHeaders", "--enable-native-access=ALL-UNNAMED");
  }

  @Test
  void shouldReadThoseOfARunningProcess() {
    long me = ProcessHandle.current().pid();

    assertThat(NodeFlags.of(context(Map.of("node-1", me))))
        .contains("--enable-native-access=ALL-UNNAMED");
  }

  @Test
  void shouldHaveNoneWhereTheProcessIsNotKnown() {
    assertThat(NodeFlags.of(context(Map.of()))).isEmpty();
  }
}
