package org.plumbline.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreflightTest {
  @TempDir Path home;

  @Test
  void shouldSayWhatIsMissingWhenDiskIsFull() {
    var plan = EnvironmentPlan.dataServers(home, Part.REDIS).withFreeBytesMin(Long.MAX_VALUE);
    assertThatThrownBy(() -> Environment.start(plan, ProgressListener.SILENT))
        .isInstanceOfSatisfying(
            EnvironmentFailure.class,
            failure -> {
              assertThat(failure.part()).isEqualTo("disk");
              assertThat(failure.reason()).contains("a full .plumb directory");
              assertThat(failure.remedy()).contains("free disk space");
            });
  }

  @Test
  void shouldSayWhatIsWrongWhenFolderIsNoFolder() throws IOException {
    Files.writeString(home.resolve(".plumb"), "a file");
    var plan = EnvironmentPlan.dataServers(home, Part.REDIS);
    assertThatThrownBy(() -> Preflight.claim(plan))
        .isInstanceOf(EnvironmentFailure.class)
        .hasMessageContaining(".plumb");
  }

  @Test
  void shouldRemoveDirectoryWhenItsOwnerIsDead() throws Exception {
    var dead = Files.createDirectories(home.resolve(".plumb/env-1-1"));
    Json.write(dead.resolve(Owner.FILE), new Owner(ProcessHandle.current().pid(), 1));
    var alive = Files.createDirectories(home.resolve(".plumb/env-2-1"));
    Json.write(alive.resolve(Owner.FILE), Owner.current());
    var cache = Files.createDirectories(home.resolve(".plumb/cache"));
    Preflight.clean(home.resolve(".plumb"));
    assertThat(dead).doesNotExist();
    assertThat(alive).exists();
    assertThat(cache).exists();
  }

  @Test
  void shouldRefuseDirectoryWhenAnotherEnvironmentHoldsIt() throws Exception {
    var plan = EnvironmentPlan.dataServers(home, Part.REDIS);
    var other = ProcessHandle.current().parent().orElseThrow();
    Files.createDirectories(plan.directory());
    Json.write(
        plan.directory().resolve(Owner.FILE),
        new Owner(other.pid(), Guardian.Ward.startMillis(other)));
    assertThatThrownBy(() -> Preflight.claim(plan))
        .isInstanceOf(EnvironmentFailure.class)
        .hasMessageContaining("belongs to the environment of process " + other.pid());
  }
}
