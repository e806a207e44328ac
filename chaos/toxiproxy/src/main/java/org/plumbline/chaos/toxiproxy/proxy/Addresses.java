package org.plumbline.chaos.toxiproxy.proxy;

import io.netty.util.NetUtil;
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
 * Addresses as the original reads and writes them: {@code host:port}, IPv6 hosts in brackets and
 * compressed, an empty host (or no address at all) for all interfaces. Its error texts are kept,
 * since callers print and match them.
 */
final class Addresses {
  private static final int PORT_MAX = 65_535;

  private Addresses() {}

  /** A host and a port that were split but not looked up. */
  record HostAndPort(String host, int port) {}

  /** Go's {@code net.SplitHostPort}, then its reading of the port. */
  static HostAndPort split(String address) throws Refusal {
    int colon = address.lastIndexOf(':');
    if (colon < 0) {
      throw malformed(address, "missing port in address");
    }
    var host = address.substring(0, colon);
    int from = 0;
    int rest = 0;
    if (address.startsWith("[")) {
      int end = address.indexOf(']');
      if (end < 0) {
        throw malformed(address, "missing ']' in address");
      }
      if (end + 1 != colon) {
        boolean more = end + 1 < address.length() && address.charAt(end + 1) == ':';
        throw malformed(address, more ? "too many colons in address" : "missing port in address");
      }
      host = address.substring(1, end);
      from = 1;
      rest = end + 1;
    } else if (host.indexOf(':') >= 0) {
      throw malformed(address, "too many colons in address");
    }
    if (address.indexOf('[', from) >= 0) {
      throw malformed(address, "unexpected '[' in address");
    }
    if (address.indexOf(']', rest) >= 0) {
      throw malformed(address, "unexpected ']' in address");
    }
    return new HostAndPort(host, port(address.substring(colon + 1)));
  }

  private static int port(String text) throws Refusal {
    if (text.isEmpty()) {
      return 0;
    }
    if (!text.matches("[+-]?[0-9]+")) {
      throw failed("lookup tcp/" + text + ": unknown port");
    }
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= PORT_MAX) {
        return port;
      }
    } catch (NumberFormatException _) {
      // Too long even for an int, so out of range as well.
    }
    throw malformed(text, "invalid port");
  }

  /** Where to listen. */
  static InetSocketAddress listenAt(String listen) throws Refusal {
    if (listen.isEmpty()) {
      return new InetSocketAddress(0);
    }
    var parts = split(listen);
    return parts.host().isEmpty()
        ? new InetSocketAddress(parts.port())
        : new InetSocketAddress(lookUp(parts.host()).getFirst(), parts.port());
  }

  /**
   * The text under which a listen address is compared with the one in use. All interfaces resolve
   * to an empty host or to {@code 0.0.0.0} but are in use as {@code [::]}, so they always differ.
   */
  static String resolved(String listen) throws Refusal {
    if (listen.isEmpty()) {
      return ":0";
    }
    var parts = split(listen);
    return parts.host().isEmpty()
        ? ":" + parts.port()
        : text(lookUp(parts.host()).getFirst(), parts.port());
  }

  /** All addresses of an upstream, IPv4 first. */
  static List<InetSocketAddress> upstream(String upstream) throws Refusal {
    var parts = split(upstream);
    var host = parts.host().isEmpty() ? "localhost" : parts.host();
    return lookUp(host).stream().map(one -> new InetSocketAddress(one, parts.port())).toList();
  }

  /** The address that an open port has. */
  static String bound(InetSocketAddress address) {
    var host = address.getAddress();
    if (host == null) {
      return address.getHostString() + ":" + address.getPort();
    }
    // The socket is of both families then, as the original's.
    return host.isAnyLocalAddress() ? "[::]:" + address.getPort() : text(host, address.getPort());
  }

  private static String text(InetAddress host, int port) {
    var written = NetUtil.toAddressString(host);
    return host instanceof Inet6Address ? "[" + written + "]:" + port : written + ":" + port;
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

  private static Refusal malformed(String address, String why) {
    return failed("address " + address + ": " + why);
  }

  private static Refusal failed(String message) {
    return new Refusal(Kind.FAILED, message);
  }
}
