package org.plumbline.chaos.fault;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.plumbline.compose.Topology;

/** A process that breaks things and is killed before it can heal them. */
public final class Striker {
  static final String STRUCK = "struck";

  private Striker() {}

  /** Arguments: the environment's folder, a process to pause, Toxiproxy's port, a link's proxy. */
  public static void main(String[] arguments) throws Exception {
    ProcessHandle process = ProcessHandle.of(Long.parseLong(arguments[1])).orElseThrow();
    int port = Integer.parseInt(arguments[2]);
    List<Topology.LinkAddress> links =
        List.of(
            new Topology.LinkAddress("a", "b", arguments[3], Integer.parseInt(arguments[4]), 0));
    KillSwitch faults = KillSwitch.in(Path.of(arguments[0]), System.err::println);
    faults.strike(new PausedProcess("sleeper", process));
    faults.strike(
        new ToxicOnLinks(port, links, new Toxic("latency", "upstream", Map.of("latency", 50))));
    faults.strike(new LinkDown(port, links));
    System.out.println(STRUCK);
    new CountDownLatch(1).await();
  }
}
