package org.plumbline.messenger.limit;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import jakarta.inject.Singleton;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose address a request counts for. {@code X-Forwarded-For} is believed from trusted proxies
 * alone, and only as far back as the addresses in it are trusted proxies too: whoever is in front
 * of them could have written anything.
 */
@Singleton
public final class ClientAddresses {

  /** An IPv6 host commonly has a whole network of so many bytes' prefix to itself. */
  private static final int IPV6_PREFIX_BYTES = 8;

  private final List<IpSubnetFilterRule> trusted;

  public ClientAddresses(LimitConfig config) {
    this.trusted = config.trustedProxies().stream().map(ClientAddresses::rule).toList();
  }

  /**
   * The address that counts, as text; of IPv6 the network.
   *
   * @param peer who holds the other end of the connection, or null when that is not known
   * @param forwarded the values of {@code X-Forwarded-For} in the order of the headers
   */
  public String of(@Nullable InetSocketAddress peer, List<String> forwarded) {
    if (peer == null || peer.getAddress() == null) {
      return "unknown";
    }
    InetAddress address = peer.getAddress();
    List<String> hops = new ArrayList<>();
    forwarded.forEach(each -> hops.addAll(Arrays.asList(each.split(",", -1))));
    for (String hop : hops.reversed()) {
      if (!isTrusted(address)) {
        break;
      }
      InetAddress before = NetUtil.createInetAddressFromIpAddressString(hop.strip());
      if (before == null) {
        break;
      }
      address = before;
    }
    return text(address);
  }

  private boolean isTrusted(InetAddress address) {
    InetSocketAddress asPeer = new InetSocketAddress(address, 0);
    return trusted.stream().anyMatch(rule -> rule.matches(asPeer));
  }

  private static String text(InetAddress address) {
    return address instanceof Inet6Address
        ? HexFormat.of().formatHex(address.getAddress(), 0, IPV6_PREFIX_BYTES) + "/64"
        : address.getHostAddress();
  }

  private static IpSubnetFilterRule rule(String network) {
    int slash = network.indexOf('/');
    InetAddress address =
        NetUtil.createInetAddressFromIpAddressString(
            slash < 0 ? network : network.substring(0, slash));
    try {
      if (address != null) {
        int bits = address.getAddress().length * Byte.SIZE;
        int prefix = slash < 0 ? bits : Integer.parseInt(network.substring(slash + 1));
        return new IpSubnetFilterRule(address, prefix, IpFilterRuleType.ACCEPT);
      }
    } catch (IllegalArgumentException e) {
      throw notANetwork(network, e);
    }
    throw notANetwork(network, null);
  }

  private static IllegalArgumentException notANetwork(
      String network, @Nullable IllegalArgumentException cause) {
    return new IllegalArgumentException(
        "messenger.limit.trusted-proxies: "
            + network
            + " (expected: an address, or a network as in 10.0.0.0/8)",
        cause);
  }
}
