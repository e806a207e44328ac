package org.plumbline.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaHomesTest {
  @TempDir Path folder;

  @Test
  void shouldReadFeatureNumberWhenReleaseSaysIt() throws IOException {
    assertThat(JavaHomes.feature(jdk("a", "17.0.15"))).isEqualTo(17);
    assertThat(JavaHomes.feature(jdk("b", "1.8.0_402"))).isEqualTo(8);
    assertThat(JavaHomes.feature(jdk("c", "25"))).isEqualTo(25);
    assertThat(JavaHomes.feature(jdk("d", "26-ea"))).isEqualTo(26);
    assertThat(JavaHomes.feature(folder)).isZero();
  }

  @Test
  void shouldTakeTheOneThatFitsWhenSeveralAreThere() throws Exception {
    var old = jdk("old", "11.0.2");
    var wanted = jdk("wanted", "17.0.15");
    assertThat(new JavaHomes(List.of(old, wanted)).java(17)).isEqualTo(wanted.resolve("bin/java"));
  }

  @Test
  void shouldSayWhereItLookedAndWhatToDoWhenMissing() {
    assertThatThrownBy(() -> new JavaHomes(List.of(folder)).java(17))
        .isInstanceOfSatisfying(
            EnvironmentFailure.class,
            failure -> {
              assertThat(failure.part()).isEqualTo("jdk-17");
              assertThat(failure.reason()).contains(folder.toString());
              assertThat(failure.remedy()).contains("JAVA17_HOME");
            });
  }

  private Path jdk(String name, String version) throws IOException {
    var home = folder.resolve(name);
    var java = home.resolve("bin/java");
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(java, "#!/bin/sh\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return home;
  }
}
