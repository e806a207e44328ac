package org.plumbline.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
  @TempDir Path empty;

  @Test
  void shouldExamineAllThatIsNeededWhenAsked() {
    var checks = Doctor.examine(Home.path());
    assertThat(checks)
        .extracting(Check::name)
        .contains(
            "jdk-25", "jdk-17", "cores", "memory", "disk", "open files", "loopback", "toxiproxy");
    assertThat(checks)
        .allSatisfy(
            check ->
                assertThat(check.remedy().isEmpty())
                    .isEqualTo(check.verdict() == Check.Verdict.OK));
  }

  @Test
  void shouldFailWithRemedyWhenNothingIsThere() {
    var checks = new Doctor(empty, new JavaHomes(List.of()), _ -> null).examine();
    assertThat(checks)
        .filteredOn(check -> check.verdict() == Check.Verdict.FAIL)
        .extracting(Check::name)
        .contains("jdk-25", "jdk-17", "built: cassandra", "built: node");
    assertThat(checks)
        .filteredOn(check -> check.name().equals("prometheus"))
        .singleElement()
        .satisfies(check -> assertThat(check.remedy()).contains("apt install prometheus"));
  }

  @Test
  void shouldWarnAndFailByDegreesWhenThereIsLittle() {
    assertThat(Doctor.memory(1L << 30).verdict()).isEqualTo(Check.Verdict.FAIL);
    assertThat(Doctor.memory(8L << 30).verdict()).isEqualTo(Check.Verdict.WARN);
    assertThat(Doctor.memory(24L << 30).verdict()).isEqualTo(Check.Verdict.OK);
    assertThat(Doctor.cores(1).verdict()).isEqualTo(Check.Verdict.WARN);
    assertThat(Doctor.disk(1L << 20).verdict()).isEqualTo(Check.Verdict.FAIL);
    assertThat(Doctor.openFiles(new OpenFiles(1_024, 4_096)).verdict())
        .isEqualTo(Check.Verdict.FAIL);
    assertThat(Doctor.openFiles(new OpenFiles(20_000, 20_000)).verdict())
        .isEqualTo(Check.Verdict.WARN);
  }

  @Test
  void shouldTellHowManyConnectionsAProcessHolds() {
    var limits = new OpenFiles(1_024, 20_000);
    assertThat(limits.connections()).isEqualTo(19_000);
    assertThat(limits.processesFor(19_000)).isEqualTo(1);
    assertThat(limits.processesFor(19_001)).isEqualTo(2);
    assertThat(limits.processesFor(100_000)).isEqualTo(6);
    assertThat(Doctor.openFiles(new OpenFiles(20_000, 20_000)).found())
        .contains("hard limit 20000: one process holds up to 19,000 connections");
    assertThat(new OpenFiles(Long.MAX_VALUE, Long.MAX_VALUE).connections()).isEqualTo(100_000);
    assertThat(new OpenFiles(256, 256).connections()).isEqualTo(1);
  }

  @Test
  void shouldReadLimitsWhenKernelSaysThem() {
    var lines =
        List.of(
            "Limit                     Soft Limit           Hard Limit           Units",
            "Max open files            1024                 unlimited            files     ");
    assertThat(OpenFiles.parse(lines)).isEqualTo(new OpenFiles(1_024, Long.MAX_VALUE));
  }
}
