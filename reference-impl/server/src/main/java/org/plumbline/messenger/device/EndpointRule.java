package org.plumbline.messenger.device;

import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;

/**
 * Which Web Push endpoints may be called: they come from clients, and a server that calls whatever
 * address it is given can be led into its own network (OWASP ASVS 5.0, 1.3.6). Only HTTPS at the
 * default port of a listed host, and never an address in a private network.
 */
@Singleton
public final class EndpointRule {

  private static final int LENGTH_MAX = 1_024;

  /** How a name becomes addresses. */
  interface Resolver {
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  private final EndpointConfig config;
  private final Resolver resolver;

  @jakarta.inject.Inject
  public EndpointRule(EndpointConfig config) {
    this(config, InetAddress::getAllByName);
  }

  EndpointRule(EndpointConfig config, Resolver resolver) {
    this.config = config;
    this.resolver = resolver;
  }

  /**
   * Checks all but the addresses behind the name, and asks nobody.
   *
   * @throws IllegalArgumentException naming what is wrong; the message does not repeat the path,
   *     which is a secret
   */
  public URI checked(String endpoint) {
    if (endpoint.length() > LENGTH_MAX) {
      throw refused(endpoint.length() + " characters", "at most " + LENGTH_MAX);
    }
    if (!endpoint.chars().allMatch(each -> each > ' ' && each < 127)) {
      throw refused("characters beyond ASCII", "a URL in ASCII");
    }
    URI uri = parsed(endpoint);
    String host = uri.getHost();
    if (host == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
      throw refused("no plain URL", "https://HOST/PATH");
    }
    boolean secure = "https".equals(uri.getScheme());
    if (!secure && !(config.privateAllowed() && "http".equals(uri.getScheme()))) {
      throw refused(uri.getScheme() + "://" + host, "https");
    }
    if (uri.getPort() != -1 && uri.getPort() != 443 && !config.privateAllowed()) {
      throw refused(host + ":" + uri.getPort(), "the default port");
    }
    String name = host.toLowerCase(Locale.ROOT);
    if (config.hosts().stream().noneMatch(listed -> matches(listed, name))) {
      throw refused(host, "a host of messenger.push.webpush.hosts");
    }
    return uri;
  }

  /**
   * As {@link #checked}, and looks the name up. Blocks.
   *
   * @throws IllegalArgumentException also when one of its addresses is in a private network
   * @throws UnknownHostException when the name has no address now
   */
  public URI reachable(String endpoint) throws UnknownHostException {
    URI uri = checked(endpoint);
    if (!config.privateAllowed()) {
      for (InetAddress address : resolver.resolve(uri.getHost())) {
        if (isPrivate(address)) {
          throw refused(uri.getHost() + " in a private network", "a public address");
        }
      }
    }
    return uri;
  }

  private static URI parsed(String endpoint) {
    try {
      return new URI(endpoint);
    } catch (URISyntaxException e) {
      throw refused("no URL", "https://HOST/PATH");
    }
  }

  private static boolean matches(String listed, String host) {
    String name = listed.toLowerCase(Locale.ROOT);
    return name.startsWith("*.") ? host.endsWith(name.substring(1)) : host.equals(name);
  }

  private static boolean isPrivate(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean sharedOrUnique =
        bytes.length == 4
            // 100.64.0.0/10 (RFC 6598), 0.0.0.0/8, 240.0.0.0/4; fc00::/7 (RFC 4193).
            ? (bytes[0] == 100 && (bytes[1] & 0xC0) == 64)
                || bytes[0] == 0
                || (bytes[0] & 0xF0) == 240
            : (bytes[0] & 0xFE) == 0xFC;
    return sharedOrUnique
        || address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress();
  }

  private static IllegalArgumentException refused(String found, String expected) {
    return new IllegalArgumentException("endpoint: " + found + " (expected: " + expected + ")");
  }
}
