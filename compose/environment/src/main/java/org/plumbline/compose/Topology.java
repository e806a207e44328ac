package org.plumbline.compose;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * What runs and where: the content of {@code state.json}. All addresses are on 127.0.0.1.
 *
 * @param schema {@code plumbline/topology/1}
 * @param owner the process that holds the environment
 * @param directory of the environment
 * @param proxied whether nodes and clients use the links' proxies
 */
public record Topology(
    String schema,
    Owner owner,
    String directory,
    Instant started,
    boolean proxied,
    List<Server> servers,
    List<Node> nodes,
    List<LinkAddress> links) {
  static final String SCHEMA = "plumbline/topology/1";

  /** A data server, at its direct address. */
  public record Server(
      String name,
      String version,
      String host,
      int port,
      String uri,
      long pid,
      Instant started,
      String log) {

    static Server of(DataServer server, ServerProcess process) {
      var port = server.port();
      var address = Loopback.HOST + ":" + port;
      return new Server(
          process.name(),
          process.version(),
          Loopback.HOST,
          port,
          switch (server.part()) {
            case CASSANDRA, KAFKA -> address;
            case REDIS -> "redis://" + address;
            case MARIADB -> MariadbServer.url(port);
            case PUSH, S3, TOXIPROXY -> "http://" + address;
          },
          process.pid(),
          process.started(),
          process.log().toString());
    }
  }

  /**
   * A node of the messenger.
   *
   * @param http where clients reach it: the proxy's address when the environment is proxied
   * @param metrics its Prometheus endpoint, always direct
   */
  public record Node(
      String id,
      int number,
      URI http,
      URI webSocket,
      URI metrics,
      int port,
      int linkPort,
      long pid,
      Instant started,
      String log) {}

  /** A link's proxy: the port at which it listens and the one to which it forwards. */
  public record LinkAddress(String from, String to, String proxy, int port, int upstreamPort) {}

  public Topology {
    servers = List.copyOf(servers);
    nodes = List.copyOf(nodes);
    links = List.copyOf(links);
  }

  public Optional<Server> find(Part part) {
    return servers.stream().filter(server -> server.name().equals(part.id())).findFirst();
  }

  /** That server; it is an error to ask for one that the plan does not have. */
  public Server server(Part part) {
    return find(part)
        .orElseThrow(() -> new NoSuchElementException("no " + part.id() + " in this environment"));
  }

  /** For example {@code 127.0.0.1:19042}. */
  @JsonIgnore
  public String cassandraContactPoint() {
    return hostAndPort(server(Part.CASSANDRA));
  }

  @JsonIgnore
  public String cassandraDatacenter() {
    return "datacenter1";
  }

  @JsonIgnore
  public String kafkaBootstrapServers() {
    return hostAndPort(server(Part.KAFKA));
  }

  @JsonIgnore
  public URI redisUri() {
    return URI.create(server(Part.REDIS).uri());
  }

  /** The object store, for a client that has the environment's {@link ObjectStoreKeys}. */
  @JsonIgnore
  public URI s3Uri() {
    return URI.create(server(Part.S3).uri());
  }

  @JsonIgnore
  public String mariadbUrl() {
    return server(Part.MARIADB).uri();
  }

  @JsonIgnore
  public String mariadbUser() {
    return MariadbServer.USER;
  }

  @JsonIgnore
  public String mariadbPassword() {
    return MariadbServer.PASSWORD;
  }

  private static String hostAndPort(Server server) {
    return server.host() + ":" + server.port();
  }
}
