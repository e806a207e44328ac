package org.plumbline.chaos.workload;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plumbline.client.Account;
import org.plumbline.client.ClientRuntime;
import org.plumbline.client.ClientSettings;
import org.plumbline.client.MessengerClient;
import org.plumbline.client.NodeAddress;
import org.plumbline.client.Token;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/** One device of one user of the workload. */
public final class Participant {
  final UserId user;
  final DeviceId device;
  final List<ThreadId> threads;
  final Recorder recorder;
  private final List<NodeAddress> nodes;
  private @Nullable MessengerClient client;
  private @Nullable Token token;

  Participant(
      UserId user,
      DeviceId device,
      List<ThreadId> threads,
      List<NodeAddress> nodes,
      Recorder recorder) {
    this.user = user;
    this.device = device;
    this.threads = List.copyOf(threads);
    this.nodes = List.copyOf(nodes);
    this.recorder = recorder;
  }

  /** The node that this device tries first. */
  NodeAddress home() {
    return nodes.getFirst();
  }

  Token token() {
    Token given = token;
    if (given == null) {
      throw new IllegalStateException(user + "/" + device + " has not logged in");
    }
    return given;
  }

  MessengerClient client() {
    MessengerClient made = client;
    if (made == null) {
      throw new IllegalStateException(user + "/" + device + " has not logged in");
    }
    return made;
  }

  boolean hasClient() {
    return client != null;
  }

  void loggedIn(ClientRuntime runtime, ClientSettings settings, String password, Token given) {
    token = given;
    client =
        new MessengerClient(
            runtime,
            settings,
            nodes,
            Account.of(user, password, device).withToken(given),
            recorder);
  }
}
