package org.plumbline.messenger.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.plumbline.client.Account;
import org.plumbline.client.ClientRuntime;
import org.plumbline.client.ClientSettings;
import org.plumbline.client.HistoryRange;
import org.plumbline.client.MessengerClient;
import org.plumbline.client.MessengerHttp;
import org.plumbline.client.NodeAddress;
import org.plumbline.compose.Environment;
import org.plumbline.compose.EnvironmentPlan;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/** The roles chat, api and worker in processes of their own: nothing works without the others. */
class RolesIT {

  private static final String PASSWORD = "correct horse battery";
  private static Environment environment;
  private static ClientRuntime runtime;

  @BeforeAll
  static void start() throws Exception {
    environment =
        FeatureWorld.start(EnvironmentPlan.standard(FeatureWorld.home()).withSplitRoles());
    runtime = ClientRuntime.create(System::nanoTime, 7);
  }

  @AfterAll
  static void stop() {
    runtime.close();
    environment.close();
  }

  private static int status(String node, String path) throws Exception {
    URI uri = environment.node(node).http().resolve(path);
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }
  }

  private static NodeAddress via(String chatNode) {
    return new NodeAddress(
        environment.node("node-3").http(), environment.node(chatNode).webSocket());
  }

  private static MessengerClient device(UserId user, String chatNode, Inbox inbox) {
    MessengerClient client =
        new MessengerClient(
            runtime,
            ClientSettings.standard(),
            List.of(via(chatNode)),
            Account.of(user, PASSWORD, new DeviceId("phone")),
            inbox);
    assertThat(client.connect().orTimeout(30, TimeUnit.SECONDS).join().node()).isEqualTo(chatNode);
    return client;
  }

  @Test
  void shouldDeliverAndStoreWhenEachRoleHasItsOwnProcess() throws Exception {
    UserId ada = new UserId("ada");
    UserId bob = new UserId("bob");
    MessengerHttp api = new MessengerHttp(runtime, via("node-1"));
    api.register(ada, PASSWORD);
    api.register(bob, PASSWORD);
    var _ = api.befriend(api.logIn(ada, PASSWORD, new DeviceId("desk")), bob);
    var _ = api.befriend(api.logIn(bob, PASSWORD, new DeviceId("desk")), ada);
    ThreadId thread = ThreadId.direct(ada, bob);
    Inbox inbox = new Inbox();
    try (MessengerClient sender = device(ada, "node-1", new Inbox());
        MessengerClient receiver = device(bob, "node-2", inbox)) {
      var _ = sender.send(thread, "across four processes");
      Message message = inbox.awaitText("across four processes");
      assertThat(receiver.isConnected()).isTrue();
      assertThat(
              api.history(
                      Objects.requireNonNull(receiver.token().join()),
                      thread,
                      new HistoryRange.Newest(),
                      10,
                      message.seq())
                  .messages())
          .containsExactly(message);
    }
  }

  @Test
  void shouldNotHaveTheOtherRolesRoutes() throws Exception {
    assertThat(status("node-1", "/thread/v1")).isEqualTo(404);
    assertThat(status("node-3", "/thread/v1")).isEqualTo(401);
    assertThat(status("node-4", "/thread/v1")).isEqualTo(404);
    assertThat(status("node-4", "/health/readiness")).isEqualTo(200);
    assertThat(status("node-1", "/prometheus")).isEqualTo(200);
  }
}
