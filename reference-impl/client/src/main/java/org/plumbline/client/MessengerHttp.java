package org.plumbline.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.MediaId;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/**
 * The HTTP half of a node: accounts, history, presence. All calls block, which suits virtual
 * threads, and fail with {@link RequestFailed}. Safe to share.
 */
public final class MessengerHttp {

  private final NodeHttp http;
  private final HistoryHttp history;
  private final MediaHttp media;

  public MessengerHttp(ClientRuntime runtime, NodeAddress node) {
    this.http = new NodeHttp(runtime, node);
    this.history = new HistoryHttp(http);
    this.media = new MediaHttp(http);
  }

  /** Makes an account; status 409 when the name is taken. */
  public void register(UserId user, String password) throws RequestFailed {
    ObjectNode body = NodeHttp.object();
    body.put("user_id", user.value()).put("password", password);
    http.send("/user/v1/register", body);
  }

  /** Logs a device in; status 401 when user and password do not match. */
  public Token logIn(UserId user, String password, DeviceId device) throws RequestFailed {
    ObjectNode body = NodeHttp.object();
    body.put("user_id", user.value()).put("password", password).put("device_id", device.value());
    JsonNode answer = http.send("/user/v1/auth", body);
    return new Token(
        NodeHttp.text(answer, "token"),
        Instant.ofEpochSecond(NodeHttp.number(answer, "expiry_time")),
        new DeviceId(NodeHttp.text(answer, "device_id")));
  }

  /**
   * Asks the other user to be friends, or accepts when that one has asked already: when both have
   * called it, in whichever order, they are friends.
   *
   * @return whether they are friends now
   */
  public boolean befriend(Token token, UserId other) throws RequestFailed {
    ObjectNode body = NodeHttp.object().put("user_id", other.value());
    return NodeHttp.text(http.send(token, "/user/v1/friend/add", body), "state").equals("friends");
  }

  /** Ends a friendship, or takes a request back; status 404 when there is neither. */
  public void unfriend(Token token, UserId other) throws RequestFailed {
    ObjectNode body = NodeHttp.object().put("user_id", other.value());
    http.send(token, "/user/v1/friend/remove", body);
  }

  /**
   * A page of a thread's history.
   *
   * @param seen the newest seq that this user has seen: the answer waits until it is stored, or
   *     fails with status 503; null not to wait
   */
  public HistoryPage history(
      Token token, ThreadId thread, HistoryRange range, int limit, @Nullable Long seen)
      throws RequestFailed {
    return history.history(token, thread, range, limit, seen);
  }

  /**
   * A page of the user's threads.
   *
   * @param cursor what the page before gave as its next, or null for the first page
   */
  public ThreadPage threads(Token token, ThreadOrder order, int limit, @Nullable String cursor)
      throws RequestFailed {
    return history.threads(token, order, limit, cursor);
  }

  /**
   * A page of those who have a message, its sender left out.
   *
   * @param cursor what the page before gave as its next, or null for the first page
   */
  public ReaderPage readers(
      Token token, ThreadId thread, long seq, int limit, @Nullable String cursor)
      throws RequestFailed {
    return history.readers(token, thread, seq, limit, cursor);
  }

  /** The presence of these users, in the order the server gives. */
  public List<UserPresence> presence(Token token, List<UserId> users) throws RequestFailed {
    String names = users.stream().map(UserId::value).collect(Collectors.joining(","));
    List<UserPresence> found = new ArrayList<>();
    for (JsonNode entry :
        http.read(token, "/presence/v1?users=" + NodeHttp.escaped(names)).path("presence")) {
      JsonNode lastSeen = entry.path("last_seen");
      found.add(
          new UserPresence(
              new UserId(NodeHttp.text(entry, "user_id")),
              NodeHttp.text(entry, "status").equals("online"),
              lastSeen.isIntegralNumber() ? lastSeen.asLong() : null));
    }
    return found;
  }

  /**
   * Announces a media of that exact length; status 400 when it is outside of the limits, 429 when
   * too many of the user's media wait to be sent.
   */
  public UploadRequest beginUpload(
      Token token, Content.MediaKind kind, String contentType, long bytes) throws RequestFailed {
    return media.beginUpload(token, kind, contentType, bytes);
  }

  /** Has the upload checked; status 422 when it is not what was announced. */
  public void completeUpload(Token token, MediaId media) throws RequestFailed {
    this.media.completeUpload(token, media);
  }

  /** Where to read the media that the message with this seq shows. */
  public MediaLink download(Token token, MediaId media, ThreadId thread, long seq)
      throws RequestFailed {
    return this.media.download(token, media, thread, seq);
  }

  /** The routes of groups. */
  public GroupHttp groups() {
    return new GroupHttp(http);
  }

  /**
   * Says where the token's own device is woken while it is not connected, in place of what it said
   * before; without {@code optIn} it is not.
   */
  public void registerPush(Token token, PushAddress address, boolean optIn) throws RequestFailed {
    ObjectNode body = NodeHttp.object().put("opt_in", optIn);
    switch (address) {
      case PushAddress.AppToken(String provider, String value) ->
          body.put("provider", provider).put("token", value);
      case PushAddress.Subscription(String endpoint, String p256dh, String auth) ->
          body.put("provider", "webpush")
              .putObject("subscription")
              .put("endpoint", endpoint)
              .put("p256dh", p256dh)
              .put("auth", auth);
    }
    http.send(token, "/user/v1/device/push", body);
  }
}
