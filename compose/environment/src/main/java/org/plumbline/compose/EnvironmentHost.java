package org.plumbline.compose;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * The background process of {@code plumb up}: it holds an environment until SIGTERM. Its output is
 * the log {@code .plumb/up.log}; a failed start is left in {@code .plumb/up-failure.json}.
 */
public final class EnvironmentHost {
  static final String LOG = "up.log";
  static final String FAILURE = "up-failure.json";

  /**
   * What the host is asked for.
   *
   * @param home the root of the repository
   */
  public record Request(
      Path home,
      int nodes,
      boolean proxied,
      Map<String, String> nodeSettings,
      Map<String, Integer> fixedPorts,
      List<Part> parts,
      NodeProgram nodeProgram) {

    static Request of(EnvironmentPlan plan) {
      return new Request(
          plan.home(),
          plan.nodes(),
          plan.proxied(),
          plan.nodeSettings(),
          plan.fixedPorts(),
          List.copyOf(plan.parts()),
          plan.nodeProgram());
    }

    EnvironmentPlan plan() {
      return EnvironmentPlan.dataServers(home, parts.toArray(Part[]::new))
          .withDirectory(RunningEnvironment.directory(home))
          .withNodes(nodes)
          .withProxied(proxied)
          .withNodeSettings(nodeSettings)
          .withFixedPorts(fixedPorts)
          .withNodeProgram(nodeProgram);
    }
  }

  /** An {@link EnvironmentFailure} on its way to the process that asked. */
  record Failure(String part, String reason, List<String> lastLogLines, String remedy) {
    static Failure of(EnvironmentFailure e) {
      return new Failure(e.part(), e.reason(), e.lastLogLines(), e.remedy());
    }

    EnvironmentFailure exception() {
      return new EnvironmentFailure(part, reason, lastLogLines, remedy);
    }
  }

  private EnvironmentHost() {}

  /** The only argument is a {@link Request} as JSON. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    var request = Json.parse(arguments[0], Request.class);
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try (var environment = Environment.start(request.plan(), out::println)) {
      environment.onUnexpectedExit(exit -> out.println(exit.failure().getMessage()));
      new CountDownLatch(1).await();
    } catch (EnvironmentFailure e) {
      out.println(e.getMessage());
      Json.write(folder(request.home()).resolve(FAILURE), Failure.of(e));
      System.exit(3);
    }
  }

  static Path folder(Path home) {
    return home.toAbsolutePath().normalize().resolve(EnvironmentPlan.FOLDER);
  }

  /** Starts the host in a session of its own, so that it outlives this process and its terminal. */
  static Process launch(Request request) throws IOException {
    var folder = Files.createDirectories(folder(request.home()));
    Files.deleteIfExists(folder.resolve(FAILURE));
    var log = folder.resolve(LOG);
    if (Files.exists(log)) {
      Files.move(log, folder.resolve("up.log.1"), StandardCopyOption.REPLACE_EXISTING);
    }
    var words = new ArrayList<String>();
    words.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    words.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    words.addAll(List.of("-cp", System.getProperty("java.class.path")));
    words.add(EnvironmentHost.class.getName());
    words.add(Json.text(request));
    return new ProcessBuilder(Launcher.inOwnSession(words))
        .redirectErrorStream(true)
        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
        .redirectOutput(log.toFile())
        .start();
  }
}
