package org.plumbline.messenger.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.plumbline.client.Account;
import org.plumbline.client.ClientRuntime;
import org.plumbline.client.ClientSettings;
import org.plumbline.client.MessengerClient;
import org.plumbline.client.NodeAddress;
import org.plumbline.client.Transport;
import org.plumbline.compose.Environment;
import org.plumbline.compose.EnvironmentFailure;
import org.plumbline.compose.EnvironmentPlan;
import org.plumbline.compose.Part;
import org.plumbline.compose.StartCaches;
import org.plumbline.probes.Rehearsal;
import org.plumbline.probes.World;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/**
 * All real servers and two nodes, started once for all feature tests of this process and ended with
 * it; every test brings its own users. A test that kills or restarts something must leave it
 * running.
 */
final class FeatureWorld {

  private static final String PASSWORD = "correct horse battery";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static @Nullable FeatureWorld world;

  private final Environment environment;
  private final HttpClient http = HttpClient.newHttpClient();
  private final ClientRuntime runtime =
      ClientRuntime.create(System::nanoTime, ThreadLocalRandom.current().nextLong());

  private final CodeInbox codes;

  private FeatureWorld(Environment environment, CodeInbox codes) {
    this.environment = environment;
    this.codes = codes;
  }

  static synchronized FeatureWorld world() {
    if (world == null) {
      CodeInbox codes = new CodeInbox();
      world = new FeatureWorld(started(codes), codes);
      Environment ends = world.environment;
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(ends::close));
    }
    return world;
  }

  /** The same helpers over an environment of a test's own, which stays the test's to close. */
  static FeatureWorld of(Environment own) {
    return new FeatureWorld(own, new CodeInbox());
  }

  private static Environment started(CodeInbox codes) {
    return start(
        EnvironmentPlan.standard(home())
            .withProxied(true)
            .withNodeSettings(Map.of("MESSENGER_CODE_WEBHOOK", codes.address().toString())));
  }

  /** The root of the repository. */
  static Path home() {
    return Path.of(Objects.requireNonNull(System.getProperty("plumb.home"), "plumb.home"));
  }

  /** An environment of a test's own; the first start of a build makes the servers' start caches. */
  static Environment start(EnvironmentPlan plan) {
    try {
      StartCaches.prepare(plan.home(), FeatureWorld::rehearse, System.err::println);
      return Environment.start(plan, System.err::println);
    } catch (EnvironmentFailure e) {
      throw new AssertionError("the environment did not start: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted before the environment started", e);
    }
  }

  private static void rehearse(Environment environment) throws Exception {
    List<NodeAddress> nodes =
        environment.nodes().stream()
            .map(node -> new NodeAddress(node.http(), node.webSocket()))
            .toList();
    URI providers = URI.create(environment.topology().server(Part.PUSH).uri());
    ClientRuntime runtime = ClientRuntime.create(System::nanoTime, 1);
    try (World world = new World(nodes, providers, runtime, new SplittableRandom(1))) {
      Rehearsal.in(world, InstantSource.system());
    }
  }

  /** Restarts the nodes with these settings beside those that every test counts on. */
  void restartNodes(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(environment.plan().nodeSettings());
    all.putAll(settings);
    try {
      environment.restartNodes(true, all);
    } catch (EnvironmentFailure e) {
      throw new AssertionError("the nodes did not start again: " + e.getMessage(), e);
    }
  }

  Environment environment() {
    return environment;
  }

  HttpClient http() {
    return http;
  }

  /** Where the verification codes of this world's users arrive. */
  CodeInbox codes() {
    return codes;
  }

  /** Makes the two friends, without which they could not write to one another. */
  void befriend(User one, User other) {
    one.at(1).post("/user/v1/friend/add", Map.of("user_id", other.name())).expect(200);
    other.at(1).post("/user/v1/friend/add", Map.of("user_id", one.name())).expect(200);
  }

  /** A user nobody else has: the name begins with the hint. */
  User user(String hint) {
    String name = hint + "-" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    JsonNode registered =
        Calls.to(this, 1)
            .post("/user/v1/register", Map.of("user_id", name, "password", PASSWORD))
            .expect(201);
    assertThat(registered.path("user_id").asText()).isEqualTo(name);
    return new User(new UserId(name));
  }

  /** A registered user. */
  final class User {
    private final UserId id;
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    private User(UserId id) {
      this.id = id;
    }

    UserId id() {
      return id;
    }

    String name() {
      return id.value();
    }

    String password() {
      return PASSWORD;
    }

    /** The direct thread of these two, who are friends from now on. */
    ThreadId threadWith(User other) {
      befriend(this, other);
      return ThreadId.direct(id, other.id);
    }

    /** A token of a device called "phone". */
    String token() {
      return token("phone");
    }

    String token(String device) {
      return tokens.computeIfAbsent(device, this::logIn);
    }

    private String logIn(String device) {
      return Calls.to(FeatureWorld.this, 1)
          .post(
              "/user/v1/auth", Map.of("user_id", name(), "password", PASSWORD, "device_id", device))
          .expect(200)
          .path("token")
          .asText();
    }

    /** Calls to the node of this number, 1 or 2, as this user's phone. */
    Calls at(int node) {
      return Calls.to(FeatureWorld.this, node).as(token());
    }

    /** A connected device on the node of this number, 1 or 2; it comes back to the other one. */
    Device device(String name, int node) {
      return device(name, node, new Transport.WebSocket());
    }

    /** As {@link #device(String, int)}, over this transport. */
    Device device(String name, int node, Transport transport) {
      Inbox inbox = new Inbox();
      MessengerClient client =
          new MessengerClient(
              runtime,
              ClientSettings.standard().with(transport),
              addresses(node),
              Account.of(id, PASSWORD, new DeviceId(name)),
              inbox);
      ServerFrame.Welcome welcome =
          client.connect().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
      return new Device(client, inbox, welcome);
    }

    private List<NodeAddress> addresses(int first) {
      List<NodeAddress> addresses = new ArrayList<>();
      for (int i = 0; i < environment.nodes().size(); i++) {
        var node = environment.node("node-" + ((first - 1 + i) % environment.nodes().size() + 1));
        addresses.add(new NodeAddress(node.http(), node.webSocket()));
      }
      return addresses;
    }
  }

  /** A connected device. */
  record Device(MessengerClient client, Inbox inbox, ServerFrame.Welcome welcome)
      implements AutoCloseable {
    @Override
    public void close() {
      client.close();
    }
  }
}
