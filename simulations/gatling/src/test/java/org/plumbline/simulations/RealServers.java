package org.plumbline.simulations;

import java.nio.file.Path;
import java.util.Objects;
import org.plumbline.compose.Environment;
import org.plumbline.compose.EnvironmentFailure;
import org.plumbline.compose.EnvironmentPlan;

/** All servers and two nodes, started once for all tests of this process and ended with it. */
final class RealServers {

  private RealServers() {}

  private static final class Holder {
    private static final Environment ENVIRONMENT = started();

    private static Environment started() {
      Path home = Path.of(Objects.requireNonNull(System.getProperty("plumb.home"), "plumb.home"));
      try {
        return Environment.start(EnvironmentPlan.standard(home), RealServers::say);
      } catch (EnvironmentFailure e) {
        throw new AssertionError("the environment did not start: " + e.getMessage(), e);
      }
    }
  }

  static Environment environment() {
    return Holder.ENVIRONMENT;
  }

  static void say(String line) {
    System.err.println(line);
  }
}
