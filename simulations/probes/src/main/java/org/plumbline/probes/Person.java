package org.plumbline.probes;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.plumbline.client.Account;
import org.plumbline.client.ClientSettings;
import org.plumbline.client.MessengerClient;
import org.plumbline.client.Token;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/** A registered user of one probe. */
final class Person {

  /** The device that a person's calls over HTTP come from. */
  static final String REGISTERED_DEVICE = "handset";

  private static final int CONNECT_SECONDS = 20;

  private final World world;
  private final UserId id;
  private final Map<String, Token> tokens = new ConcurrentHashMap<>();

  Person(World world, UserId id, Token token) {
    this.world = world;
    this.id = id;
    tokens.put(token.device().value(), token);
  }

  UserId id() {
    return id;
  }

  String name() {
    return id.value();
  }

  /** The token of the device that was registered. */
  String token() {
    return Objects.requireNonNull(tokens.get(REGISTERED_DEVICE)).value();
  }

  ThreadId threadWith(Person other) {
    return ThreadId.direct(id, other.id);
  }

  /** Calls to the node of this index as this person's phone. */
  Calls at(int node) {
    return world.calls(node, token());
  }

  /** The token of this person's device, which logs in once: that costs a password's hash. */
  synchronized Token tokenOf(String device) throws ProbeFailed, IOException, InterruptedException {
    Token known = tokens.get(device);
    if (known == null) {
      known = world.logIn(id, device);
      tokens.put(device, known);
    }
    return known;
  }

  /** A connected device on the node of this index; it comes back to the others. */
  Device device(String name, int node) throws ProbeFailed, IOException, InterruptedException {
    return device(name, node, ClientSettings.standard());
  }

  /** A connected device that goes by these settings. */
  Device device(String name, int node, ClientSettings settings)
      throws ProbeFailed, IOException, InterruptedException {
    Inbox inbox = new Inbox(world.runtime()::nanos);
    MessengerClient client =
        new MessengerClient(
            world.runtime(),
            settings,
            world.addresses(node),
            Account.of(id, World.PASSWORD, new DeviceId(name)).withToken(tokenOf(name)),
            inbox);
    try {
      return new Device(client, inbox, client.connect().get(CONNECT_SECONDS, TimeUnit.SECONDS));
    } catch (TimeoutException | ExecutionException | CancellationException e) {
      client.close();
      throw new ProbeFailed("no WELCOME within " + CONNECT_SECONDS + " s: " + e);
    }
  }

  /** Becomes a friend of the other: both ask, which makes it a friendship. */
  void befriend(Person other) throws ProbeFailed, IOException, InterruptedException {
    requireSuccess(at(0).post("/user/v1/friend/add", Map.of("user_id", other.name())));
    requireSuccess(other.at(0).post("/user/v1/friend/add", Map.of("user_id", name())));
  }

  private static void requireSuccess(Calls.Answer answer) throws ProbeFailed {
    ProbeFailed.unless(
        answer.status() / 100 == 2, answer.what() + ": " + answer.status() + ": " + answer.body());
  }
}
