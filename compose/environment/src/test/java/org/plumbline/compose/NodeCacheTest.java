package org.plumbline.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeCacheTest {
  @TempDir Path home;
  private Path jar;
  private Path java;

  @BeforeEach
  void layOut() throws IOException {
    jar = ClassPath.NODE.directory(home).resolve("server.jar");
    java = home.resolve("jdk/bin/java");
    Files.createDirectories(ClassPath.NODE.directory(home));
    Files.createDirectories(home.resolve("jdk/bin"));
    Files.writeString(jar, "first");
    Files.writeString(home.resolve("jdk/release"), "JAVA_VERSION=\"25\"");
  }

  @Test
  void shouldNameTheSameCacheWhenNothingHasChanged() throws IOException {
    assertThat(cache(List.of()).file()).isEqualTo(cache(List.of()).file());
  }

  @Test
  void shouldNameAnotherCacheWhenJarsFlagsOrJdkDiffer() throws IOException {
    var first = cache(List.of()).file();
    assertThat(cache(List.of("-Xmx1g")).file()).isNotEqualTo(first);
    Files.writeString(jar, "second, and longer");
    var second = cache(List.of()).file();
    assertThat(second).isNotEqualTo(first);
    Files.writeString(home.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"");
    assertThat(cache(List.of()).file()).isNotEqualTo(second);
  }

  @Test
  void shouldReportAndGoOnWhenNodeIsNotBuilt() throws IOException {
    Files.delete(jar);
    var lines = new ArrayList<String>();
    NodeCache.prepare(home, lines::add);
    assertThat(lines)
        .singleElement()
        .satisfies(
            line -> assertThat(line).startsWith("nodes start without a cache: node: no jars"));
  }

  private NodeCache cache(List<String> flags) {
    var program = new NodeProgram("Main", List.of(ClassPath.NODE.wildcard(home)), flags);
    return new NodeCache(EnvironmentPlan.standard(home).withNodeProgram(program), java);
  }
}
