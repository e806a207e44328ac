package org.plumbline.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeWordsTest {

  private static List<String> words(int nodes) {
    var program = new NodeProgram("Main", List.of("node.jar"), List.of("-Xmx64m"));
    var plan = EnvironmentPlan.standard(Path.of("home")).withNodes(nodes).withNodeProgram(program);
    return MessengerNode.words(Path.of("java"), plan);
  }

  @Test
  void shouldTellNodesThatOutnumberTheProcessorsOfOneEach() {
    int processors = Runtime.getRuntime().availableProcessors();

    assertThat(words(processors)).containsExactly("java", "-Xmx64m", "-cp", "node.jar", "Main");
    assertThat(words(processors + 1))
        .containsExactly(
            "java", "-XX:ActiveProcessorCount=1", "-Xmx64m", "-cp", "node.jar", "Main");
  }
}
