package org.plumbline.chaos.toxiproxy;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The server's command line, with the original's flags by Go's rules: {@code -name value}, {@code
 * -name=value}, or with two dashes; the first word that is no flag ends them, and what follows is
 * ignored.
 *
 * @param host the API's host; proxies name their own
 * @param port the API's port, 0 for a free one
 * @param config a JSON file with proxies to create, as for {@code POST /populate}
 * @param seed seeds the jitter, the slices and the toxicity
 * @param proxyMetrics whether {@code /metrics} shows the proxies' bytes
 * @param runtimeMetrics whether {@code /metrics} shows the process
 * @param version whether only the version is asked for
 * @param help whether only the flags are asked for
 */
public record ServerFlags(
    String host,
    int port,
    Optional<String> config,
    long seed,
    boolean proxyMetrics,
    boolean runtimeMetrics,
    boolean version,
    boolean help) {

  private static final int PORT_MAX = 65_535;
  private static final int DEFAULT_PORT = 8474;

  /** As Go prints it, but that the port may be free and that the default seed is not told. */
  static final String USAGE =
      """
      Usage of toxiproxy-server:
        -config string
          \tJSON file containing proxies to create on startup
        -host string
          \tHost for toxiproxy's API to listen on (default "localhost")
        -port string
          \tPort for toxiproxy's API to listen on, 0 for a free one (default "8474")
        -proxy-metrics
          \tenable toxiproxy-specific prometheus metrics (default "false")
        -runtime-metrics
          \tenable runtime-related prometheus metrics (default "false")
        -seed int
          \tSeed for randomizing toxics with
        -version
          \tprint the version (default "false")
      """;

  /** A server on a free port of the loopback interface, as tests want it. */
  public static ServerFlags onFreePort() {
    return defaults(1).withPort(0).withProxyMetrics(true);
  }

  /**
   * Reads the command line.
   *
   * @param defaultSeed used when the command line names none
   * @throws IllegalArgumentException naming the flag, its value and what is expected
   */
  public static ServerFlags parse(List<String> arguments, long defaultSeed) {
    var flags = defaults(defaultSeed);
    var rest = arguments.iterator();
    while (rest.hasNext()) {
      var argument = rest.next();
      if (!argument.startsWith("-") || argument.equals("-") || argument.equals("--")) {
        break;
      }
      flags = flags.with(argument, rest);
    }
    return flags;
  }

  private static ServerFlags defaults(long seed) {
    return new ServerFlags(
        "localhost", DEFAULT_PORT, Optional.empty(), seed, false, false, false, false);
  }

  private ServerFlags with(String argument, Iterator<String> rest) {
    var body = argument.substring(argument.startsWith("--") ? 2 : 1);
    if (body.startsWith("-") || body.startsWith("=")) {
      throw new IllegalArgumentException("bad flag syntax: " + argument);
    }
    int equals = body.indexOf('=');
    var name = equals < 0 ? body : body.substring(0, equals);
    var given = equals < 0 ? Optional.<String>empty() : Optional.of(body.substring(equals + 1));
    return switch (name) {
      case "host" -> withHost(value(name, given, rest));
      case "port" -> withPort(port(value(name, given, rest)));
      case "config" -> withConfig(value(name, given, rest));
      case "seed" -> withSeed(whole("seed", value(name, given, rest)));
      case "proxy-metrics" -> withProxyMetrics(isOn(name, given));
      case "runtime-metrics" -> withRuntimeMetrics(isOn(name, given));
      case "version" -> withVersion(isOn(name, given));
      case "h", "help" -> withHelp();
      default -> throw new IllegalArgumentException("flag provided but not defined: -" + name);
    };
  }

  private ServerFlags withHost(String value) {
    return new ServerFlags(value, port, config, seed, proxyMetrics, runtimeMetrics, version, help);
  }

  ServerFlags withPort(int value) {
    return new ServerFlags(host, value, config, seed, proxyMetrics, runtimeMetrics, version, help);
  }

  private ServerFlags withConfig(String value) {
    // An empty name is no file, as with the original.
    var file = Optional.of(value).filter(name -> !name.isEmpty());
    return new ServerFlags(host, port, file, seed, proxyMetrics, runtimeMetrics, version, help);
  }

  /** The same server with other dice. */
  public ServerFlags withSeed(long value) {
    return new ServerFlags(host, port, config, value, proxyMetrics, runtimeMetrics, version, help);
  }

  ServerFlags withProxyMetrics(boolean value) {
    return new ServerFlags(host, port, config, seed, value, runtimeMetrics, version, help);
  }

  ServerFlags withRuntimeMetrics(boolean value) {
    return new ServerFlags(host, port, config, seed, proxyMetrics, value, version, help);
  }

  private ServerFlags withVersion(boolean value) {
    return new ServerFlags(host, port, config, seed, proxyMetrics, runtimeMetrics, value, help);
  }

  private ServerFlags withHelp() {
    return new ServerFlags(host, port, config, seed, proxyMetrics, runtimeMetrics, version, true);
  }

  private static String value(String name, Optional<String> given, Iterator<String> rest) {
    if (given.isEmpty() && !rest.hasNext()) {
      throw new IllegalArgumentException("flag needs an argument: -" + name);
    }
    return given.orElseGet(rest::next);
  }

  private static boolean isOn(String name, Optional<String> given) {
    return switch (given.orElse("true")) {
      case "true", "TRUE", "True", "1", "t", "T" -> true;
      case "false", "FALSE", "False", "0", "f", "F" -> false;
      default ->
          throw new IllegalArgumentException(
              "invalid boolean value \""
                  + given.get()
                  + "\" for -"
                  + name
                  + ": parse error (expected: true or false)");
    };
  }

  private static int port(String value) {
    long port = whole("port", value);
    if (port < 0 || port > PORT_MAX) {
      throw new IllegalArgumentException(
          "invalid value \"" + value + "\" for flag -port: (expected: 0.." + PORT_MAX + ")");
    }
    return (int) port;
  }

  private static long whole(String name, String value) {
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException _) {
      throw new IllegalArgumentException(
          "invalid value \""
              + value
              + "\" for flag -"
              + name
              + ": parse error (expected: a whole number)");
    }
  }
}
