package org.plumbline.probes;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.plumbline.client.ClientRuntime;
import org.plumbline.client.NodeAddress;
import org.plumbline.client.Token;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.UserId;

/** The running messenger as probes see it: its nodes, and people made for each probe. */
public final class World implements AutoCloseable {

  static final String PASSWORD = "correct horse battery staple";

  private final List<NodeAddress> nodes;
  private final URI pushProviders;
  private final ClientRuntime runtime;
  private final RandomGenerator random;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Object moving = new Object();
  private @Nullable Residents residents;

  /**
   * The messenger on these nodes; at least two, so that messages cross from one to another. Where
   * there is one alone, it is named twice.
   *
   * @param pushProviders where the stand-in of the push providers is controlled
   * @param runtime closed with this
   * @param random makes the users' names; those of two runs on one environment must differ
   */
  public World(
      List<NodeAddress> nodes, URI pushProviders, ClientRuntime runtime, RandomGenerator random) {
    if (nodes.size() < 2) {
      throw new IllegalArgumentException("nodes: " + nodes.size() + " (expected: at least two)");
    }
    this.nodes = List.copyOf(nodes);
    this.pushProviders = pushProviders;
    this.runtime = runtime;
    this.random = random;
  }

  ClientRuntime runtime() {
    return runtime;
  }

  /** Where a node serves HTTP. */
  URI http(int node) {
    return nodes.get(node).http();
  }

  /** Where a node takes sockets. */
  URI webSocket(int node) {
    return nodes.get(node).webSocket();
  }

  URI pushProviders() {
    return pushProviders;
  }

  HttpClient http() {
    return http;
  }

  Calls calls(int node, @Nullable String token) {
    return new Calls(http, nodes.get(node).http(), token);
  }

  /** Calls without a token. */
  Calls stranger(int node) {
    return calls(node, null);
  }

  /** The nodes, that of this index first. */
  List<NodeAddress> addresses(int first) {
    List<NodeAddress> addresses = new ArrayList<>(nodes.subList(first, nodes.size()));
    addresses.addAll(nodes.subList(0, first));
    return addresses;
  }

  /** A user nobody else has, registered and logged in. */
  Person person(String hint) throws Exception {
    String name = name(hint);
    stranger(0)
        .post("/user/v1/register", Map.of("user_id", name, "password", PASSWORD))
        .expect(201);
    UserId user = new UserId(name);
    return new Person(this, user, logIn(user, Person.REGISTERED_DEVICE));
  }

  Token logIn(UserId user, String device) throws ProbeFailed, IOException, InterruptedException {
    JsonNode answer =
        stranger(0)
            .post(
                "/user/v1/auth",
                Map.of("user_id", user.value(), "password", PASSWORD, "device_id", device))
            .expect(200);
    return new Token(
        answer.path("token").asText(),
        Instant.ofEpochSecond(answer.path("expiry_time").asLong()),
        new DeviceId(device));
  }

  /** Two people who are friends. */
  Pair friends() throws Exception {
    Person ada = person("ada");
    Person bob = person("bob");
    ada.befriend(bob);
    return new Pair(ada, bob);
  }

  /**
   * Two friends with their devices, the same ones for every probe that asks, since each login costs
   * a password's hash. Others use them at the same time: a probe goes by the words of its own
   * messages, leaves these devices connected, and brings its own where it cuts or replaces one.
   */
  Residents residents() throws Exception {
    synchronized (moving) {
      Residents there = residents;
      if (there == null) {
        there = Residents.movingIn(friends());
        residents = there;
      }
      return there;
    }
  }

  /** Two friends. */
  record Pair(Person ada, Person bob) {}

  synchronized String name(String hint) {
    return hint + "-" + HexFormat.of().toHexDigits(random.nextLong());
  }

  @Override
  public void close() {
    synchronized (moving) {
      if (residents != null) {
        residents.close();
      }
    }
    runtime.close();
    http.close();
  }
}
