package org.plumbline.chaos.fault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.plumbline.compose.Topology;

/**
 * What has gone through the proxies of some links: of connections that ended, by Toxiproxy's
 * counters, which count a connection when it ends; of those that stand, by the kernel's (ss(8)).
 *
 * @param connections that stand now
 * @param in bytes that came from the clients of the links
 * @param out bytes that went to them
 */
record LinkTraffic(int connections, long in, long out) {

  private static final long WITHIN_SECONDS = 5;
  private static final Pattern COUNTER =
      Pattern.compile(
          "toxiproxy_proxy_(received|sent)_bytes_total\\{([^}]*)} ([0-9.e+]+)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern PROXY = Pattern.compile("proxy=\"([^\"]*)\"");
  private static final Pattern LOCAL_PORT = Pattern.compile("^\\d+\\s+\\d+\\s+\\S+:(\\d+)\\s");
  private static final Pattern RECEIVED = Pattern.compile("bytes_received:(\\d+)");
  private static final Pattern SENT = Pattern.compile("bytes_sent:(\\d+)");

  static LinkTraffic of(Toxiproxy toxiproxy, List<Topology.LinkAddress> links) throws IOException {
    LinkTraffic ended = ended(toxiproxy.metrics(), links);
    LinkTraffic standing = standing(sockets(), links);
    return new LinkTraffic(
        standing.connections(), ended.in() + standing.in(), ended.out() + standing.out());
  }

  /**
   * What went since then, at the least: what a toxic still holds of a connection that has ended is
   * counted nowhere until the proxy's link ends.
   */
  LinkTraffic since(LinkTraffic before) {
    return new LinkTraffic(connections, Math.max(0, in - before.in), Math.max(0, out - before.out));
  }

  static LinkTraffic ended(String metrics, List<Topology.LinkAddress> links) {
    Set<String> wanted =
        links.stream().map(Topology.LinkAddress::proxy).collect(Collectors.toSet());
    long in = 0;
    long out = 0;
    Matcher counter = COUNTER.matcher(metrics);
    while (counter.find()) {
      Matcher proxy = PROXY.matcher(counter.group(2));
      if (proxy.find() && wanted.contains(proxy.group(1))) {
        boolean upstream = counter.group(2).contains("direction=\"upstream\"");
        long bytes = (long) Double.parseDouble(counter.group(3));
        if (upstream && counter.group(1).equals("received")) {
          in += bytes;
        } else if (!upstream && counter.group(1).equals("sent")) {
          out += bytes;
        }
      }
    }
    return new LinkTraffic(0, in, out);
  }

  static LinkTraffic standing(String sockets, List<Topology.LinkAddress> links) {
    Set<Integer> ports = links.stream().map(Topology.LinkAddress::port).collect(Collectors.toSet());
    int connections = 0;
    long in = 0;
    long out = 0;
    for (String line : sockets.lines().toList()) {
      Matcher port = LOCAL_PORT.matcher(line.strip());
      if (port.find() && ports.contains(Integer.parseInt(port.group(1)))) {
        connections++;
        in += number(RECEIVED, line);
        out += number(SENT, line);
      }
    }
    return new LinkTraffic(connections, in, out);
  }

  private static long number(Pattern pattern, String line) {
    Matcher found = pattern.matcher(line);
    return found.find() ? Long.parseLong(found.group(1)) : 0;
  }

  /** One line a socket; nothing where there is no such tool. */
  private static String sockets() throws IOException {
    try {
      Process process =
          new ProcessBuilder("ss", "-tinOH", "state", "established")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(WITHIN_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      return said;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while sockets were listed", e);
    }
  }
}
