package org.plumbline.compose;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A process that owns an environment and waits to be ended, for the tests of its end. */
public final class ParentProcess {
  private ParentProcess() {}

  /** Arguments: the home, and the directory of the environment. */
  public static void main(String[] arguments) throws Exception {
    var plan =
        EnvironmentPlan.dataServers(Path.of(arguments[0]), Part.REDIS)
            .withDirectory(Path.of(arguments[1]))
            .withNodes(1)
            .withNodeProgram(StandInNode.program());
    try (var environment = Environment.start(plan, ProgressListener.SILENT)) {
      System.out.println("ready " + environment.nodes().size());
      new CountDownLatch(1).await();
    }
  }
}
