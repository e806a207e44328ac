package org.plumbline.simulations;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.EvidenceFolder;
import org.plumbline.compose.Environment;
import org.plumbline.compose.Part;
import org.plumbline.simulations.calibration.CalibrationProbe;
import org.plumbline.simulations.calibration.MeasuredNode;
import org.plumbline.simulations.calibration.MeasuredProcess;
import org.plumbline.simulations.calibration.MemoryCalibration;
import org.plumbline.simulations.calibration.StorageCalibration;
import org.plumbline.simulations.load.LoadContext;
import org.plumbline.simulations.load.LoadProfile;

/** The smoke load and all calibrations on the real servers. */
class OneToOneIT {

  private static final int SOCKETS = 60;

  @TempDir Path runFolder;

  @Test
  void shouldDeliverAllAndCalibrateWhenServersAreReal() throws Exception {
    Environment environment = RealServers.environment();
    List<MeasuredNode> nodes = environment.nodes().stream().map(MeasuredNode::of).toList();
    CalibrationProbe probe =
        new CalibrationProbe(
            nodes,
            List.of(new MeasuredProcess("cassandra", environment.process(Part.CASSANDRA)::cpuTime)),
            Duration.ofSeconds(1),
            InstantSource.system(),
            System::nanoTime);
    StorageCalibration storage =
        new StorageCalibration(
            StorageCalibration.keyspace(environment.cassandra(), "plumbline"),
            nodes,
            InstantSource.system());
    storage.before();
    probe.idle(Duration.ofSeconds(1));

    Evidence load =
        Scenarios.byName("one_to_one")
            .run(
                new LoadContext(
                        nodes.stream().map(MeasuredNode::address).toList(),
                        runFolder,
                        LoadProfile.smoke(),
                        1,
                        RealServers::say)
                    .withPhases(probe));

    EvidenceFolder folder = new EvidenceFolder(runFolder);
    folder.write(load);
    folder.write(probe.cpu());
    folder.write(probe.traffic());
    folder.write(storage.after());
    folder.write(
        new MemoryCalibration(nodes.getFirst(), SOCKETS, 3, InstantSource.system())
            .measure(RealServers::say));
    shouldHold(load);
    shouldBePlausible(folder);
  }

  /** How fast it was depends on who else uses this machine, and is not judged here. */
  private static void shouldHold(Evidence load) {
    assertThat(load.held("all_acknowledged_delivered")).as("%s", load.findings()).isTrue();
    assertThat(load.held("no_duplicate")).as("%s", load.findings()).isTrue();
    assertThat(load.held("in_order")).as("%s", load.findings()).isTrue();
    assertThat(load.figure("acknowledged").orElseThrow().value())
        .isPositive()
        .isEqualTo(load.figure("sent").orElseThrow().value());
    assertThat(load.figure("delivered_receipts").orElseThrow().value())
        .isEqualTo(load.figure("acknowledged").orElseThrow().value());
  }

  private static void shouldBePlausible(EvidenceFolder folder) {
    assertThat(value(folder, "calibration.cpu", "server_cpu_us_per_message"))
        .isBetween(50.0, 500_000.0);
    assertThat(value(folder, "calibration.traffic", "frames_in_per_message")).isBetween(1.5, 6.0);
    assertThat(value(folder, "calibration.traffic", "bytes_in_per_message"))
        .isBetween(150.0, 1_500.0);
    assertThat(value(folder, "calibration.storage", "bytes_on_disk_per_message"))
        .isBetween(20.0, 5_000.0);
    assertThat(value(folder, "calibration.memory", "bytes_per_connection"))
        .isBetween(100.0, 200_000.0);
  }

  private static double value(EvidenceFolder folder, String id, String figure) {
    return folder.read(id).orElseThrow().figure(figure).orElseThrow().value();
  }
}
