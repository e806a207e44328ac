package org.plumbline.messenger.stranger;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.plumbline.messenger.HttpCalls;
import org.plumbline.messenger.HttpCalls.Answer;
import org.plumbline.messenger.account.Tokens;
import org.plumbline.messenger.delivery.Receipts;
import org.plumbline.messenger.directory.Await;
import org.plumbline.messenger.gateway.Socket;
import org.plumbline.protocol.ClientFrame;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/**
 * A node on which people talk: a group whose one member was removed before more was said, a direct
 * thread of two friends, and one of two who are friends no more. All that a stranger may not see
 * holds {@link #SECRET}; all that came after the removal holds {@link #WITHHELD} too, names of
 * users included.
 */
final class World implements AutoCloseable {

  static final String SIGNING_SECRET = "a secret of at least thirty-two bytes";
  static final String SECRET = "members-only";
  static final String WITHHELD = "withheld";

  static final UserId ADA = new UserId("ada");
  static final UserId BOB = new UserId("bob");
  static final UserId NEWCOMER = new UserId("withheld-newcomer");
  static final UserId FRIEND_OF_ALL = new UserId("gil");

  /** Nobody has ever had this name. */
  static final UserId NOBODY = new UserId("nobody");

  private final EmbeddedServer server;
  private final HttpCalls node;
  private final Tokens tokens;
  private final Map<Caller, Socket> callers = new EnumMap<>(Caller.class);
  private final Map<UserId, Socket> members = new LinkedHashMap<>();
  private final Story.Happened happened;

  World() throws Exception {
    server =
        ApplicationContext.run(
            EmbeddedServer.class,
            Map.ofEntries(
                Map.entry("messenger.servers", "memory"),
                Map.entry("micronaut.server.port", "-1"),
                Map.entry("messenger.token.secret", SIGNING_SECRET),
                Map.entry("messenger.friend.required", "true"),
                Map.entry("messenger.admin.load-accounts", "true"),
                Map.entry("messenger.limit.enabled", "false"),
                Map.entry("messenger.typing.interval", "1ms"),
                Map.entry("messenger.password.memory-kib", "64"),
                Map.entry("messenger.history.seen-wait", "50ms"),
                Map.entry("messenger.presence.online-delay", "0s"),
                Map.entry("messenger.presence.offline-delay", "0s")));
    node = new HttpCalls(server.getURI());
    tokens = bean(Tokens.class);
    happened = new Story(this).happen();
    for (Caller caller : Caller.values()) {
      callers.put(caller, connect(caller.user(), "probe"));
    }
    // What was said is still arriving.
    Await.until("the members' devices have heard all", Duration.ofSeconds(10), this::isQuiet);
  }

  private boolean isQuiet() {
    try {
      return heard().isEmpty();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  Story.Happened happened() {
    return happened;
  }

  URI uri() {
    return server.getURI();
  }

  <T> T bean(Class<T> type) {
    return server.getApplicationContext().getBean(type);
  }

  /** The open socket of one who tries. */
  Socket socket(Caller caller) {
    return Objects.requireNonNull(callers.get(caller));
  }

  static ThreadId direct(UserId one, UserId other) {
    return ThreadId.direct(one, other);
  }

  String token(UserId user, String device) {
    return tokens.issue(user, new DeviceId(device)).token();
  }

  String token(UserId user) {
    return token(user, "phone");
  }

  HttpCalls http() {
    return node;
  }

  Socket connect(UserId user, String device) throws Exception {
    Socket socket = Socket.open(uri(), token(user, device));
    socket.await(ServerFrame.Welcome.class);
    return socket;
  }

  Socket member(UserId user) throws Exception {
    Socket socket = connect(user, "phone");
    members.put(user, socket);
    return socket;
  }

  /** The member's first device goes. */
  void leave(UserId user) {
    Objects.requireNonNull(members.remove(user)).abort();
  }

  Answer call(UserId user, String path, String json) {
    return node.post(path, json, token(user));
  }

  Answer ok(UserId user, String path, String json) {
    Answer answer = call(user, path, json);
    assertThat(answer.status()).as(answer.body()).isIn(200, 201);
    return answer;
  }

  /** Logs a device of the owner in; its access token. */
  String login(String device) {
    String password = "\"password\":\"correct horse battery\"}";
    node.post("/user/v1/register", "{\"user_id\":\"" + ADA + "\"," + password);
    Answer login =
        node.post(
            "/user/v1/auth",
            "{\"user_id\":\"" + ADA + "\",\"device_id\":\"" + device + "\"," + password);
    assertThat(login.status()).as(login.body()).isEqualTo(200);
    return login.field("token").toString();
  }

  /** All that those see who may: as they are told over HTTP. */
  List<String> seen() {
    List<String> seen = new ArrayList<>();
    ThreadId thread = happened.thread();
    for (UserId user : List.of(ADA, BOB, NEWCOMER, Caller.NON_FRIEND.user())) {
      List<String> paths =
          List.of(
              "/thread/v1",
              "/thread/v1?order=recent",
              "/thread/v1/" + thread + "/messages",
              "/thread/v1/" + thread + "/messages/" + happened.later() + "/readers",
              "/thread/v1/" + thread + "/messages/" + happened.said() + "/readers",
              "/thread/v1/" + direct(ADA, BOB) + "/messages",
              "/thread/v1/" + direct(ADA, Caller.NON_FRIEND.user()) + "/messages",
              "/user/v1/group",
              "/user/v1/group/" + happened.group() + "/members",
              "/user/v1/friend",
              "/user/v1/friend/requests",
              "/user/v1/devices",
              "/user/v1/device/push",
              "/presence/v1?users=" + ADA + "," + BOB + "," + NEWCOMER);
      for (String path : paths) {
        Answer answer = node.get(path, token(user));
        seen.add(
            user
                + " "
                + path
                + " "
                + answer.status()
                + " "
                + answer.body().replaceAll("\"last_seen\":(\\d+|null)", "\"last_seen\""));
      }
      for (String media : List.of(happened.picture(), happened.laterPicture())) {
        long seq = media.equals(happened.picture()) ? happened.shown() : happened.laterShown();
        String path = "/media/v1/" + media + "?thread_id=" + thread + "&seq=" + seq;
        seen.add(user + " " + path + " " + node.get(path, token(user)).status());
      }
    }
    return seen;
  }

  /** What the members' devices hear now, beyond the answer to their own sign of life. */
  List<ServerFrame> heard() throws Exception {
    bean(Receipts.class).flush();
    List<ServerFrame> heard = new ArrayList<>();
    for (Socket member : members.values()) {
      member.send(new ClientFrame.Heartbeat());
      heard.addAll(member.framesUntil(ServerFrame.Heartbeat.class));
      heard.removeLast();
    }
    return heard;
  }

  @Override
  public void close() {
    server.close();
  }
}
