package org.plumbline.compose;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The environment variables with which the nodes of one environment are configured. */
final class NodeSettings {
  private static final List<Part> SERVERS =
      List.of(Part.CASSANDRA, Part.KAFKA, Part.REDIS, Part.MARIADB);

  /** Whether operators may make users for a load; where they may, each node has a secret. */
  static final String LOAD_ACCOUNTS = "messenger.admin.load-accounts";

  /** Whether the nodes take faults from an operator, such as a clock that is wrong. */
  static final String FAULTS = "messenger.fault.enabled";

  private static final String OPERATOR = "MESSENGER_ADMIN_TOKEN";

  private final Site site;
  private final String linkSecret;
  private final String tokenSecret;
  private final String operatorSecret;

  NodeSettings(Site site, SecureRandom random) {
    this.site = site;
    this.linkSecret = Secrets.hexadecimal(random, 32);
    this.tokenSecret = Secrets.hexadecimal(random, 32);
    this.operatorSecret = Secrets.hexadecimal(random, 32);
  }

  /** With what an operator makes users on nodes of these settings, where that may be. */
  Optional<String> operatorSecret(Map<String, String> given) {
    return Boolean.parseBoolean(given.get(LOAD_ACCOUNTS)) ? adminToken(given) : Optional.empty();
  }

  /** What an operator shows to nodes of these settings, where there is anything for him to do. */
  Optional<String> adminToken(Map<String, String> given) {
    for (var name : List.of("messenger.admin.token", OPERATOR)) {
      if (given.containsKey(name)) {
        return Optional.of(given.get(name));
      }
    }
    var wanted =
        Stream.of(LOAD_ACCOUNTS, FAULTS).anyMatch(name -> Boolean.parseBoolean(given.get(name)));
    return wanted ? Optional.of(operatorSecret) : Optional.empty();
  }

  static int number(String node) {
    return Integer.parseInt(node.substring("node-".length()));
  }

  static String linkPortOf(String node) {
    return node + ".link";
  }

  Map<String, String> of(String node, boolean proxied, Map<String, String> given)
      throws EnvironmentFailure {
    var values = new TreeMap<String, String>();
    values.put("MESSENGER_NODE_ID", node);
    values.put("MESSENGER_NODE_NUMBER", Integer.toString(number(node)));
    values.put("MICRONAUT_SERVER_HOST", Loopback.HOST);
    values.put("MICRONAUT_SERVER_PORT", Integer.toString(site.ports().of(node)));
    values.put("MESSENGER_LINK_PORT", Integer.toString(site.ports().of(linkPortOf(node))));
    values.put("MESSENGER_LINK_SECRET", linkSecret);
    values.put("MESSENGER_TOKEN_SECRET", tokenSecret);
    if (SERVERS.stream().noneMatch(site.plan()::has)) {
      values.put("MESSENGER_SERVERS", "memory");
    }
    values.put("MESSENGER_WEB_NODES", webNodes(proxied));
    for (var part : site.plan().parts()) {
      values.putAll(server(part, node, proxied));
    }
    if (proxied && site.plan().nodes() > 1) {
      values.put("MESSENGER_LINK_VIA", via(node));
    }
    adminToken(given).ifPresent(token -> values.put(OPERATOR, token));
    given.forEach(
        (name, value) -> {
          if (name.indexOf('/') < 0) {
            values.put(variable(name), value);
          } else if (name.startsWith(node + "/")) {
            values.put(variable(name.substring(node.length() + 1)), value);
          }
        });
    return values;
  }

  /** {@code messenger.ack-mode} becomes {@code MESSENGER_ACK_MODE}; variables stay as they are. */
  static String variable(String name) {
    return name.equals(name.toUpperCase(Locale.ROOT))
        ? name
        : name.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
  }

  private Map<String, String> server(Part part, String node, boolean proxied)
      throws EnvironmentFailure {
    if (part == Part.TOXIPROXY) {
      return Map.of();
    }
    var port = site.ports().of(proxied ? new Link(node, part.id()).toString() : part.id());
    var address = Loopback.HOST + ":" + port;
    return switch (part) {
      case CASSANDRA ->
          Map.of(
              "CASSANDRA_DEFAULT_BASIC_CONTACT_POINTS",
              address,
              "CASSANDRA_DEFAULT_BASIC_LOAD_BALANCING_POLICY_LOCAL_DATACENTER",
              "datacenter1");
      case KAFKA -> Map.of("MESSENGER_KAFKA_BOOTSTRAP_SERVERS", address);
      case REDIS -> Map.of("MESSENGER_REDIS_URI", "redis://" + address);
      case MARIADB ->
          Map.of(
              "DATASOURCES_DEFAULT_URL", MariadbServer.url(port),
              "DATASOURCES_DEFAULT_USERNAME", MariadbServer.USER,
              "DATASOURCES_DEFAULT_PASSWORD", MariadbServer.PASSWORD);
      case S3 -> objectStore("http://" + address, proxied);
      case PUSH ->
          PushServer.settings(
              site,
              port,
              site.ports().of(proxied ? PushServer.apnsLink(node).toString() : PushServer.APNS));
      case TOXIPROXY -> Map.of();
    };
  }

  private Map<String, String> objectStore(String endpoint, boolean proxied)
      throws EnvironmentFailure {
    var keys = site.objectStoreKeys();
    var link = new Link(Link.CLIENT, Part.S3.id()).toString();
    var publicPort = site.ports().of(proxied ? link : Part.S3.id());
    return Map.of(
        "MESSENGER_MEDIA_ENDPOINT", endpoint,
        "MESSENGER_MEDIA_PUBLIC_ENDPOINT", "http://" + Loopback.HOST + ":" + publicPort,
        "MESSENGER_MEDIA_REGION", keys.region(),
        "MESSENGER_MEDIA_BUCKET", keys.bucket(),
        "MESSENGER_MEDIA_ACCESS_KEY", keys.accessKey(),
        "MESSENGER_MEDIA_SECRET_KEY", keys.secretKey());
  }

  /** Where browsers reach the nodes: each node's page goes on with another when its own is gone. */
  private String webNodes(boolean proxied) throws EnvironmentFailure {
    var origins = new ArrayList<String>();
    for (var node : site.plan().nodeIds()) {
      var name = proxied ? new Link(Link.CLIENT, node).toString() : node;
      origins.add("http://" + Loopback.HOST + ":" + site.ports().of(name));
    }
    return String.join(",", origins);
  }

  private String via(String node) throws EnvironmentFailure {
    var entries = new TreeMap<String, Integer>();
    for (var peer : site.plan().nodeIds()) {
      if (!peer.equals(node)) {
        entries.put(peer, site.ports().of(new Link(node, peer).toString()));
      }
    }
    return entries.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + Loopback.HOST + ":" + entry.getValue())
        .collect(Collectors.joining(","));
  }
}
