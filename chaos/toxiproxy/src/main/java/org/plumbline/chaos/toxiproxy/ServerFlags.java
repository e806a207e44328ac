package org.plumbline.chaos.toxiproxy;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The server's command line, with the original's flags: {@code -name value}, {@code -name=value},
 * or with two dashes.
 *
 * @param host the API's host; proxies name their own
 * @param port the API's port, 0 for a free one
 * @param config a JSON file with proxies to create, as for {@code POST /populate}
 * @param seed seeds the jitter, the slices and the toxicity
 * @param proxyMetrics whether {@code /metrics} is served
 * @param version whether only the version is asked for
 */
public record ServerFlags(
    String host,
    int port,
    Optional<String> config,
    long seed,
    boolean proxyMetrics,
    boolean version) {

  private static final int PORT_MAX = 65_535;
  private static final int DEFAULT_PORT = 8474;

  static final String USAGE =
      """
      Usage of toxiproxy-server:
        -config string   JSON file containing proxies to create on startup
        -host string     Host for toxiproxy's API to listen on (default "localhost")
        -port string     Port for toxiproxy's API to listen on, 0 for a free one (default "8474")
        -proxy-metrics   enable toxiproxy-specific prometheus metrics (default "false")
        -seed int        Seed for randomizing toxics with
        -version         print the version (default "false")
      """;

  /** A server on a free port of the loopback interface, as tests want it. */
  public static ServerFlags onFreePort() {
    return new ServerFlags("localhost", 0, Optional.empty(), 1, true, false);
  }

  /**
   * Reads the command line.
   *
   * @param defaultSeed used when the command line names none
   * @throws IllegalArgumentException naming the flag, its value and what is expected
   */
  public static ServerFlags parse(List<String> arguments, long defaultSeed) {
    var flags =
        new ServerFlags("localhost", DEFAULT_PORT, Optional.empty(), defaultSeed, false, false);
    var rest = arguments.iterator();
    while (rest.hasNext()) {
      flags = flags.with(rest.next(), rest);
    }
    return flags;
  }

  private ServerFlags with(String argument, Iterator<String> rest) {
    if (!argument.startsWith("-")) {
      throw new IllegalArgumentException(argument + ": not a flag (expected: -name value)");
    }
    var body = argument.substring(argument.startsWith("--") ? 2 : 1);
    int equals = body.indexOf('=');
    var name = equals < 0 ? body : body.substring(0, equals);
    var given = equals < 0 ? Optional.<String>empty() : Optional.of(body.substring(equals + 1));
    return switch (name) {
      case "host" ->
          new ServerFlags(value(name, given, rest), port, config, seed, proxyMetrics, version);
      case "port" ->
          new ServerFlags(
              host, port(value(name, given, rest)), config, seed, proxyMetrics, version);
      case "config" ->
          new ServerFlags(
              host, port, Optional.of(value(name, given, rest)), seed, proxyMetrics, version);
      case "seed" ->
          new ServerFlags(
              host, port, config, seed(value(name, given, rest)), proxyMetrics, version);
      case "proxy-metrics" -> new ServerFlags(host, port, config, seed, isOn(name, given), version);
      case "version" -> new ServerFlags(host, port, config, seed, proxyMetrics, isOn(name, given));
      default -> throw new IllegalArgumentException("flag provided but not defined: -" + name);
    };
  }

  private static String value(String name, Optional<String> given, Iterator<String> rest) {
    if (given.isEmpty() && !rest.hasNext()) {
      throw new IllegalArgumentException("flag needs an argument: -" + name);
    }
    return given.orElseGet(rest::next);
  }

  private static boolean isOn(String name, Optional<String> given) {
    return switch (given.orElse("true")) {
      case "true", "1", "t" -> true;
      case "false", "0", "f" -> false;
      default ->
          throw new IllegalArgumentException(
              name + ": " + given.get() + " (expected: true or false)");
    };
  }

  private static int port(String value) {
    long port = whole("port", value);
    if (port < 0 || port > PORT_MAX) {
      throw new IllegalArgumentException("port: " + value + " (expected: 0.." + PORT_MAX + ")");
    }
    return (int) port;
  }

  private static long seed(String value) {
    return whole("seed", value);
  }

  private static long whole(String name, String value) {
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException _) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: a whole number)");
    }
  }
}
