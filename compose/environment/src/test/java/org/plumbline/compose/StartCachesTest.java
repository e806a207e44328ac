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

class StartCachesTest {
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
    assertThat(cache(List.of())).isEqualTo(cache(List.of()));
  }

  @Test
  void shouldNameAnotherCacheWhenJarsFlagsOrJdkDiffer() throws IOException {
    var first = cache(List.of());
    assertThat(cache(List.of("-Xmx1g"))).isNotEqualTo(first);
    Files.writeString(jar, "second, and longer");
    var second = cache(List.of());
    assertThat(second).isNotEqualTo(first);
    Files.writeString(home.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"");
    assertThat(cache(List.of())).isNotEqualTo(second);
  }

  /** Ports and folders differ with every start. */
  @Test
  void shouldNameTheSameCacheWhenOnlyPropertiesDiffer() throws IOException {
    assertThat(cache(List.of("-Dport=1"))).isEqualTo(cache(List.of("-Dport=2")));
  }

  @Test
  void shouldUseACacheOnlyWhereItIsThere() throws IOException {
    var words = words(List.of("-Xmx1g"));
    var caches = StartCaches.of(home);
    assertThat(caches.with("node-2", words)).isEqualTo(words);
    var file = caches.file("node", words);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "a cache");
    assertThat(caches.with("node-2", words))
        .hasSize(words.size() + 1)
        .startsWith(words.getFirst(), "-XX:AOTCache=" + file);
  }

  @Test
  void shouldLeaveAloneWhatIsNoProgramOfOurJdk() throws IOException {
    var caches = StartCaches.of(home);
    var redis = List.of("/usr/bin/redis-server", "redis.conf");
    assertThat(caches.with("redis", redis)).isEqualTo(redis);
    Files.writeString(home.resolve("jdk/release"), "JAVA_VERSION=\"17.0.1\"");
    var words = words(List.of());
    var file = caches.file("kafka", words);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "a cache");
    assertThat(caches.with("kafka", words)).isEqualTo(words);
  }

  @Test
  void shouldLeaveAloneWhatStartsFastEnough() throws IOException {
    var words = words(List.of());
    var caches = StartCaches.of(home);
    for (var name : List.of("kafka", "s3")) {
      var file = caches.file(name, words);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "a cache");
    }
    assertThat(caches.with("kafka", words)).isNotEqualTo(words);
    assertThat(caches.with("s3", words)).isEqualTo(words);
  }

  @Test
  void shouldReportAndGoOnWhenNodeIsNotBuilt() throws Exception {
    Files.delete(jar);
    var lines = new ArrayList<String>();
    StartCaches.prepare(home, _ -> {}, lines::add);
    assertThat(lines)
        .singleElement()
        .satisfies(
            line -> assertThat(line).startsWith("servers start without caches: node: no jars"));
  }

  private Path cache(List<String> flags) throws IOException {
    return StartCaches.of(home).file("node", words(flags));
  }

  private List<String> words(List<String> flags) {
    var program = new NodeProgram("Main", List.of(ClassPath.NODE.wildcard(home)), flags);
    return MessengerNode.words(java, EnvironmentPlan.standard(home).withNodeProgram(program));
  }
}
