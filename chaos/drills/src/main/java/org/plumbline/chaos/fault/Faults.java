package org.plumbline.chaos.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.plumbline.compose.Environment;
import org.plumbline.compose.MessengerNode;
import org.plumbline.compose.Part;
import org.plumbline.compose.Topology;

/**
 * Makes faults of one environment; arguments have the names that experiments give them. A process
 * is a node ({@code node-1}) or a server ({@code redis}, {@code kafka}, …); a link is its proxy's
 * name ({@code node-1-to-redis}), in which {@code *} stands for anything. Wrong arguments are an
 * {@link IllegalArgumentException} that names the argument, its value and what was expected.
 */
public final class Faults {

  private final Environment environment;

  public Faults(Environment environment) {
    this.environment = environment;
  }

  /** SIGKILL; healed by a start. */
  public Fault killProcess(String process) {
    return EndedProcess.killed(new ProcessVictim(environment, process));
  }

  /** SIGTERM, and SIGKILL when it still runs after the grace; healed by a start. */
  public Fault terminateProcess(String process, Duration grace) {
    return EndedProcess.asked(new ProcessVictim(environment, process), grace);
  }

  /** SIGSTOP; healed by SIGCONT. */
  public Fault pauseProcess(String process) {
    return new PausedProcess(process, new ProcessVictim(environment, process).process());
  }

  /** Every write of the process to a file fails, as on a full disk. */
  public Fault fillDisk(String process) {
    return new DiskFull(new ProcessVictim(environment, process));
  }

  /**
   * The clock of a node jumps, and back when it is healed. Its nodes need {@code
   * messenger.fault.enabled}.
   *
   * @param offsetMillis how far ahead of the machine's clock; negative for behind
   */
  public Fault shiftClock(String node, long offsetMillis) {
    return new ClockOffset(node, node(node).port(), environment.adminToken(), offsetMillis);
  }

  /** A toxic on links. */
  public Fault toxic(List<String> links, Toxic toxic) {
    return new ToxicOnLinks(toxiproxyPort(), links(links), toxic);
  }

  /** Links that are closed. */
  public Fault linkDown(List<String> links) {
    return new LinkDown(toxiproxyPort(), links(links));
  }

  /** Links that are closed and open in turn, each for so long. */
  public Fault flappingLinks(List<String> links, Duration period) {
    return new FlappingLinks(toxiproxyPort(), links(links), period);
  }

  /** A second node process with that node's number, under that name. */
  public DuplicateNode duplicateNode(String node, String name) {
    return new DuplicateNode(environment, node(node).id(), name);
  }

  /** A device at that node that does not read; {@code prefix} begins the names of its users. */
  public SlowConsumer slowConsumer(String node, String prefix) {
    return new SlowConsumer(node, node(node).port(), prefix);
  }

  /** Redis forgets everything. */
  public Fault emptyRedis() {
    return new RedisEmptied(environment.topology().server(Part.REDIS).port());
  }

  private MessengerNode node(String id) {
    return environment.nodes().stream()
        .filter(each -> each.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "node: "
                        + id
                        + " (expected: one of "
                        + environment.nodes().stream().map(MessengerNode::id).toList()
                        + ")"));
  }

  private int toxiproxyPort() {
    return environment.topology().server(Part.TOXIPROXY).port();
  }

  private List<Topology.LinkAddress> links(List<String> patterns) {
    if (!environment.topology().proxied()) {
      throw new IllegalArgumentException(
          "links: " + patterns + " (expected: an environment behind proxies)");
    }
    return matching(patterns, environment.topology().links());
  }

  static List<Topology.LinkAddress> matching(
      List<String> patterns, List<Topology.LinkAddress> all) {
    List<Topology.LinkAddress> found = new ArrayList<>();
    for (String pattern : patterns) {
      Pattern wanted = Pattern.compile(Pattern.quote(pattern).replace("*", "\\E.*\\Q"));
      List<Topology.LinkAddress> fitting =
          all.stream().filter(link -> wanted.matcher(link.proxy()).matches()).toList();
      if (fitting.isEmpty()) {
        throw new IllegalArgumentException(
            "links: "
                + pattern
                + " (expected: one of "
                + all.stream().map(Topology.LinkAddress::proxy).toList()
                + ")");
      }
      fitting.stream().filter(link -> !found.contains(link)).forEach(found::add);
    }
    if (found.isEmpty()) {
      throw new IllegalArgumentException("links: none (expected: at least one)");
    }
    return List.copyOf(found);
  }
}
