package org.plumbline.compose;

import java.time.Duration;
import java.util.List;

/** Ends several servers at the same time. */
final class Ending {
  private Ending() {}

  /**
   * Asks all of them to stop and kills those that still run after the grace; without a grace it
   * kills them at once. Returns when all are gone.
   */
  static void of(List<ServerProcess> servers, Duration grace) {
    var alive = servers.stream().filter(ServerProcess::isAlive).toList();
    if (grace.isPositive()) {
      alive.forEach(ServerProcess::beginTermination);
      var deadline = Deadline.after(grace);
      alive.forEach(server -> Waiting.forExit(server.process().toHandle(), deadline));
    }
    alive.forEach(server -> server.process().destroyForcibly());
    alive.forEach(ServerProcess::kill);
  }
}
