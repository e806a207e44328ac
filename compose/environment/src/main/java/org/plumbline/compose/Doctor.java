package org.plumbline.compose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Says whether a machine is fit to run the environment, and what to do if it is not. */
public final class Doctor {
  private static final double GIBIBYTE = 1L << 30;
  private static final long MEMORY_NEEDED = 6L << 30;
  private static final long MEMORY_WANTED = 12L << 30;
  private static final long DISK_NEEDED = 2L << 30;
  private static final long DISK_WANTED = 10L << 30;
  private static final long FILES_NEEDED = 4_096;
  private static final long FILES_WANTED = 65_536;

  private final Path home;
  private final JavaHomes homes;
  private final Function<String, @Nullable Path> programs;

  Doctor(Path home, JavaHomes homes, Function<String, @Nullable Path> programs) {
    this.home = home;
    this.homes = homes;
    this.programs = programs;
  }

  /** All checks, in the order in which a user would mend things. Takes well under a second. */
  public static List<Check> examine(Path home) {
    return new Doctor(home, new JavaHomes(null), Executables::find).examine();
  }

  List<Check> examine() {
    var checks = new ArrayList<Check>();
    checks.add(jdk(Site.JAVA, "runs Plumbline, Kafka and the nodes"));
    checks.add(jdk(Site.JAVA_OF_CASSANDRA, "runs Cassandra"));
    checks.add(system());
    checks.add(cores(Runtime.getRuntime().availableProcessors()));
    checks.add(memory(Memory.availableBytes()));
    checks.add(disk());
    checks.add(openFiles(OpenFiles.limits()));
    checks.addAll(classPaths());
    checks.add(loopback());
    checks.add(toxiproxy());
    checks.add(program("setsid", "Ctrl-C would reach the servers at once", "util-linux"));
    checks.add(program("prometheus", "the dashboards' test needs it", "prometheus"));
    checks.add(program("chromium", "only screenshots of reports need it", "chromium"));
    checks.add(program("docker", "only compose/compose.yaml needs it", "docker.io"));
    return checks;
  }

  private Check jdk(int feature, String use) {
    var name = "jdk-" + feature;
    try {
      return Check.ok(name, homes.java(feature) + " (" + use + ")");
    } catch (EnvironmentFailure e) {
      return Check.fail(name, e.reason(), e.remedy());
    }
  }

  private static Check toxiproxy() {
    try {
      return ToxiproxyProgram.choose(System.getenv()).check();
    } catch (EnvironmentFailure e) {
      return Check.fail(Part.TOXIPROXY.id(), e.reason(), e.remedy());
    }
  }

  private static Check system() {
    var name = SystemName.of();
    return name.equals("linux-amd64")
        ? Check.ok("system", name)
        : Check.fail(
            "system",
            name + ": MariaDB is packed for linux-amd64 only",
            "use Linux on x86-64, or the containers of compose/compose.yaml");
  }

  static Check cores(int cores) {
    return cores >= 2
        ? Check.ok("cores", cores + " cores")
        : Check.warn("cores", cores + " core", "use 2 or more: with one, the figures say little");
  }

  static Check memory(long bytes) {
    var found = String.format(Locale.ROOT, "%.1f GiB available", bytes / GIBIBYTE);
    if (bytes < MEMORY_NEEDED) {
      return Check.fail("memory", found, "free memory: 6 GiB are needed, 12 GiB are better");
    }
    return bytes < MEMORY_WANTED
        ? Check.warn("memory", found, "12 GiB are better for the larger profiles")
        : Check.ok("memory", found);
  }

  private Check disk() {
    try {
      var existing = Files.isDirectory(home) ? home : home.toAbsolutePath().getRoot();
      var bytes = Files.getFileStore(existing).getUsableSpace();
      return Files.isWritable(existing)
          ? disk(bytes)
          : Check.fail("disk", home + " cannot be written", "change its owner or its rights");
    } catch (IOException e) {
      return Check.fail("disk", e.toString(), "give a folder that can be read and written");
    }
  }

  static Check disk(long bytes) {
    var found = String.format(Locale.ROOT, "%.1f GiB usable", bytes / GIBIBYTE);
    if (bytes < DISK_NEEDED) {
      return Check.fail("disk", found, "free disk space: 2 GiB are needed, 10 GiB are better");
    }
    return bytes < DISK_WANTED
        ? Check.warn("disk", found, "10 GiB are better for the full profile")
        : Check.ok("disk", found);
  }

  static Check openFiles(OpenFiles limits) {
    var found =
        String.format(
            Locale.ROOT,
            "soft limit %s, hard limit %s: one process holds up to %,d connections",
            text(limits.soft()),
            text(limits.hard()),
            limits.connections());
    var raise = "raise it: ulimit -n 65536 (or LimitNOFILE, or /etc/security/limits.conf)";
    if (limits.soft() < FILES_NEEDED) {
      return Check.fail("open files", found, raise);
    }
    return limits.soft() < FILES_WANTED
        ? Check.warn("open files", found, "more connections take several nodes; or " + raise)
        : Check.ok("open files", found);
  }

  private List<Check> classPaths() {
    return Arrays.stream(ClassPath.values())
        .map(
            path ->
                path.isLaidOut(home)
                    ? Check.ok("built: " + path.id(), path.directory(home).toString())
                    : Check.fail(
                        "built: " + path.id(),
                        "no jars in " + path.directory(home),
                        "build first: mvn -DskipTests package"))
        .toList();
  }

  private static Check loopback() {
    try (var ports = new Ports(Map.of(), RandomGenerator.getDefault())) {
      var port = ports.of("doctor");
      return Loopback.accepts(port)
          ? Check.ok("loopback", "127.0.0.1 accepts")
          : Check.fail("loopback", "127.0.0.1 does not accept", "bring up the interface lo");
    } catch (EnvironmentFailure e) {
      return Check.fail("loopback", e.reason(), e.remedy());
    }
  }

  private Check program(String name, String without, String debian) {
    var path = programs.apply(name);
    return path != null
        ? Check.ok(name, path.toString())
        : Check.warn(name, "not found: " + without, "Debian: apt install " + debian);
  }

  private static String text(long limit) {
    return limit == Long.MAX_VALUE ? "unlimited" : Long.toString(limit);
  }
}
