package org.plumbline.chaos.toxiproxy.proxy;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.plumbline.chaos.toxiproxy.proxy.Refusal.Kind;

/**
 * Addresses as the original reads and writes them: {@code host:port}, IPv6 hosts in brackets, an
 * empty host for all interfaces. Its error texts are kept, since callers print and match them.
 */
final class Addresses {
  private static final int PORT_MAX = 65_535;

  private Addresses() {}

  /** A host and a port that were split but not looked up. */
  record HostAndPort(String host, int port) {}

  static HostAndPort split(String address) throws Refusal {
    int colon = address.lastIndexOf(':');
    if (colon < 0) {
      throw failed("address " + address + ": missing port in address");
    }
    var host = address.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    } else if (host.indexOf(':') >= 0) {
      throw failed("address " + address + ": too many colons in address");
    }
    return new HostAndPort(host, port(address, address.substring(colon + 1)));
  }

  private static int port(String address, String text) throws Refusal {
    if (text.isEmpty()) {
      return 0;
    }
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= PORT_MAX) {
        return port;
      }
      throw failed("address " + text + ": invalid port");
    } catch (NumberFormatException _) {
      throw failed("lookup tcp/" + text + " in " + address + ": unknown port");
    }
  }

  /** Where to listen. No address at all means a free port of the loopback interface. */
  static InetSocketAddress listenAt(String listen) throws Refusal {
    if (listen.isEmpty()) {
      return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }
    var parts = split(listen);
    return parts.host().isEmpty()
        ? new InetSocketAddress(parts.port())
        : new InetSocketAddress(lookUp(parts.host()).getFirst(), parts.port());
  }

  /** The text under which a listen address is compared with the one in use. */
  static String resolved(String listen) throws Refusal {
    return !listen.isEmpty() && split(listen).host().isEmpty()
        ? ":" + split(listen).port()
        : text(listenAt(listen));
  }

  /** All addresses of an upstream, IPv4 first. */
  static List<InetSocketAddress> upstream(String upstream) throws Refusal {
    var parts = split(upstream);
    var host = parts.host().isEmpty() ? "localhost" : parts.host();
    return lookUp(host).stream().map(one -> new InetSocketAddress(one, parts.port())).toList();
  }

  static String text(InetSocketAddress address) {
    var host = address.getAddress();
    if (host == null) {
      return address.getHostString() + ":" + address.getPort();
    }
    if (host.isAnyLocalAddress()) {
      return "[::]:" + address.getPort();
    }
    return host instanceof Inet6Address
        ? "[" + host.getHostAddress() + "]:" + address.getPort()
        : host.getHostAddress() + ":" + address.getPort();
  }

  private static List<InetAddress> lookUp(String host) throws Refusal {
    try {
      return Arrays.stream(InetAddress.getAllByName(host))
          .sorted(Comparator.comparingInt(one -> one instanceof Inet4Address ? 0 : 1))
          .toList();
    } catch (UnknownHostException _) {
      throw failed("lookup " + host + ": no such host");
    }
  }

  private static Refusal failed(String message) {
    return new Refusal(Kind.FAILED, message);
  }
}
