package org.plumbline.compose;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The Toxiproxy that {@link ToxiproxyProgram} chooses, with the same flags whichever it is. */
final class ToxiproxyServer implements DataServer {
  private static final String MAIN = "org.plumbline.chaos.toxiproxy.ToxiproxyServer";

  private final Site site;

  ToxiproxyServer(Site site) {
    this.site = site;
  }

  @Override
  public Part part() {
    return Part.TOXIPROXY;
  }

  @Override
  public int port() {
    return site.ports().known(part().id());
  }

  @Override
  public ServerProcess launch() throws EnvironmentFailure, IOException {
    var program = ToxiproxyProgram.choose(System.getenv());
    var arguments =
        List.of("-host", Loopback.HOST, "-port", Integer.toString(port()), "-proxy-metrics");
    var original = program.original();
    var words =
        original.isPresent()
            ? joined(List.of(original.get().toString()), arguments)
            : own(arguments);
    site.ports().release(part().id());
    // Without it the original tells every request and every link.
    var variables = Map.of("LOG_LEVEL", "info");
    return site.launcher()
        .start(new Launcher.Command(part().id(), program.version(), words, variables));
  }

  @Override
  public boolean answers() throws IOException {
    return HttpProbe.status(port(), "/version") == 200;
  }

  private List<String> own(List<String> arguments) throws EnvironmentFailure {
    var home = site.plan().home();
    ClassPath.TOXIPROXY.require(home);
    return joined(
        List.of(
            site.java().toString(),
            "-Xms64m",
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            ClassPath.TOXIPROXY.wildcard(home),
            MAIN),
        arguments);
  }

  private static List<String> joined(List<String> first, List<String> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }
}
