package org.plumbline.cli.check;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.chaos.drill.Drill;
import org.plumbline.chaos.drill.DrillContext;
import org.plumbline.chaos.drill.DrillProfile;
import org.plumbline.cli.console.Progress;
import org.plumbline.cli.run.RunFolder;
import org.plumbline.client.ClientRuntime;
import org.plumbline.compose.Environment;
import org.plumbline.compose.EnvironmentFailure;
import org.plumbline.compose.EnvironmentPlan;
import org.plumbline.compose.MessengerNode;
import org.plumbline.compose.Part;
import org.plumbline.compose.Topology;
import org.plumbline.probes.ProbeRun;
import org.plumbline.probes.Probes;
import org.plumbline.probes.SingleServerProbes;
import org.plumbline.probes.World;
import org.plumbline.simulations.Scenarios;
import org.plumbline.simulations.calibration.CalibrationProbe;
import org.plumbline.simulations.calibration.MeasuredNode;
import org.plumbline.simulations.calibration.MeasuredProcess;
import org.plumbline.simulations.calibration.MemoryCalibration;
import org.plumbline.simulations.calibration.StorageCalibration;
import org.plumbline.simulations.load.LoadContext;
import org.plumbline.simulations.load.LoadProfile;
import org.plumbline.simulations.load.NodeAddress;
import org.plumbline.simulations.load.Operator;

/** The loads, drills and calibrations of the other modules, run on one environment. */
record Measurements(
    Environment environment,
    RunFolder folder,
    String profile,
    long seed,
    Progress progress,
    InstantSource clock,
    LongSupplier nanoTime) {
  private static final String KEYSPACE = "plumbline";
  private static final int SLICES = 12;

  /** The load, watched from outside: what a message and a connection cost. */
  List<Evidence> calibratedLoad(String name) throws Exception {
    List<MeasuredNode> nodes = environment.nodes().stream().map(MeasuredNode::of).toList();
    StorageCalibration storage =
        new StorageCalibration(
            StorageCalibration.keyspace(environment.cassandra(), KEYSPACE), nodes, clock);
    Optional<URI> redis = Optional.ofNullable(loadContext().services().get(LoadContext.REDIS));
    CalibrationProbe probe = new CalibrationProbe(nodes, others(), redis, slice(), clock, nanoTime);
    progress.now("calibration: bytes on disk before the load");
    storage.before();
    probe.idle(idle());
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(Scenarios.byName(name).run(loadContext().withPhases(probe)));
    evidence.add(probe.cpu());
    evidence.add(probe.traffic());
    progress.now("calibration: bytes on disk after the load");
    evidence.add(storage.after());
    return evidence;
  }

  List<Evidence> memory() throws Exception {
    MeasuredNode node = MeasuredNode.of(environment.nodes().getFirst());
    int sockets = profile.equals("smoke") ? 100 : profile.equals("quick") ? 500 : 2_000;
    int repeats = profile.equals("smoke") ? 1 : 3;
    return List.of(new MemoryCalibration(node, sockets, repeats, clock).measure(progress::now));
  }

  List<Evidence> behaviour() throws InterruptedException {
    try (World world = world(environment, seed, nanoTime)) {
      return List.of(new ProbeRun(Probes.all(), clock).evidence(world));
    }
  }

  /** One process that has everything in its memory, and is the whole messenger. */
  List<Evidence> singleServer() throws EnvironmentFailure, InterruptedException {
    EnvironmentPlan alone =
        EnvironmentPlan.standard(environment.plan().home()).withParts().withNodes(1);
    List<Path> jdks = environment.plan().javaSearchPath();
    EnvironmentPlan plan = jdks == null ? alone : alone.withJavaSearchPath(jdks);
    try (Environment single = Environment.start(plan, progress::now)) {
      MessengerNode node = single.nodes().getFirst();
      var address = new org.plumbline.client.NodeAddress(node.http(), node.webSocket());
      try (World world =
          new World(
              List.of(address, address),
              node.http(),
              ClientRuntime.create(nanoTime, seed),
              new SplittableRandom(seed))) {
        String id = SingleServerProbes.EVIDENCE_ID;
        return List.of(new ProbeRun(id, SingleServerProbes.all(), clock).evidence(world));
      }
    }
  }

  /** The messenger of that environment, as probes see it. */
  static World world(Environment environment, long seed, LongSupplier nanoTime) {
    List<org.plumbline.client.NodeAddress> nodes =
        environment.nodes().stream()
            .map(node -> new org.plumbline.client.NodeAddress(node.http(), node.webSocket()))
            .toList();
    return new World(
        nodes,
        URI.create(environment.topology().server(Part.PUSH).uri()),
        ClientRuntime.create(nanoTime, seed),
        new SplittableRandom(seed));
  }

  List<Evidence> drill(Drill drill) throws Exception {
    DrillContext context =
        new DrillContext(
            environment,
            folder.path(),
            seed,
            DrillProfile.byName(profile),
            line -> progress.now(drill.name() + ": " + line),
            clock,
            nanoTime);
    return List.of(drill.run(context));
  }

  private List<MeasuredProcess> others() {
    return Arrays.stream(Part.values())
        .filter(part -> part != Part.TOXIPROXY)
        .map(part -> new MeasuredProcess(part.id(), environment.process(part)::cpuTime))
        .toList();
  }

  private Duration slice() {
    return LoadProfile.byName(profile).duration().dividedBy(SLICES);
  }

  private Duration idle() {
    return profile.equals("smoke") ? Duration.ofSeconds(1) : Duration.ofSeconds(5);
  }

  LoadContext loadContext() {
    return loadContext(
            environment.topology(), environment.operatorSecret(), folder, profile, seed, progress)
        .withPower(new EnvironmentPower(environment));
  }

  /** What a load needs of an environment, also of one that another process runs. */
  static LoadContext loadContext(
      Topology topology,
      Optional<String> operatorSecret,
      RunFolder folder,
      String profile,
      long seed,
      Progress progress) {
    List<NodeAddress> nodes =
        topology.nodes().stream()
            .map(node -> new NodeAddress(node.id(), node.http(), node.webSocket()))
            .toList();
    Map<String, URI> services = new HashMap<>();
    Map<String, Long> processes = new HashMap<>();
    topology.nodes().forEach(node -> processes.put(node.id(), node.pid()));
    for (Topology.Server server : topology.servers()) {
      processes.put(server.name(), server.pid());
      // Kafka and Cassandra have addresses without a scheme, and MariaDB one of another kind.
      boolean isHttp = server.name().equals(Part.PUSH.id());
      services.put(
          server.name(),
          URI.create(
              isHttp ? server.uri() : server.name() + "://" + server.host() + ":" + server.port()));
    }
    return new LoadContext(nodes, folder.path(), LoadProfile.byName(profile), seed, progress::now)
        .withOperator(operatorSecret.map(Operator::new))
        .withServices(services)
        .withProcesses(processes);
  }
}
