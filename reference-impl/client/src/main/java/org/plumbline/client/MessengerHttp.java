package org.plumbline.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.FrameCodec;
import org.plumbline.protocol.MalformedFrame;
import org.plumbline.protocol.MediaId;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.Status;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/**
 * The HTTP half of a node: accounts, history, presence. All calls block, which suits virtual
 * threads, and fail with {@link RequestFailed}. Safe to share.
 */
public final class MessengerHttp {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration ANSWER_TIME_MAX = Duration.ofSeconds(15);

  private final ClientRuntime runtime;
  private final NodeAddress node;

  public MessengerHttp(ClientRuntime runtime, NodeAddress node) {
    this.runtime = runtime;
    this.node = node;
  }

  /** Makes an account; status 409 when the name is taken. */
  public void register(UserId user, String password) throws RequestFailed {
    ObjectNode body = JSON.createObjectNode();
    body.put("user_id", user.value()).put("password", password);
    answered(post("/user/v1/register", body));
  }

  /** Logs a device in; status 401 when user and password do not match. */
  public Token logIn(UserId user, String password, DeviceId device) throws RequestFailed {
    ObjectNode body = JSON.createObjectNode();
    body.put("user_id", user.value()).put("password", password).put("device_id", device.value());
    JsonNode answer = answered(post("/user/v1/auth", body));
    return new Token(
        text(answer, "token"),
        Instant.ofEpochSecond(number(answer, "expiry_time")),
        new DeviceId(text(answer, "device_id")));
  }

  /**
   * Asks the other user to be friends, or accepts when that one has asked already: when both have
   * called it, in whichever order, they are friends.
   *
   * @return whether they are friends now
   */
  public boolean befriend(Token token, UserId other) throws RequestFailed {
    ObjectNode body = JSON.createObjectNode().put("user_id", other.value());
    return text(answered(post(token, "/user/v1/friend/add", body)), "state").equals("friends");
  }

  /** Ends a friendship, or takes a request back; status 404 when there is neither. */
  public void unfriend(Token token, UserId other) throws RequestFailed {
    ObjectNode body = JSON.createObjectNode().put("user_id", other.value());
    answered(post(token, "/user/v1/friend/remove", body));
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
    String query =
        switch (range) {
          case HistoryRange.Newest _ -> "";
          case HistoryRange.Before(long seq) -> "&before=" + seq;
          case HistoryRange.After(long seq) -> "&after=" + seq;
        };
    JsonNode answer =
        answered(
            get(
                token,
                "/thread/v1/"
                    + escaped(thread.value())
                    + "/messages?limit="
                    + limit
                    + query
                    + (seen == null ? "" : "&seen=" + seen)));
    List<Message> messages = new ArrayList<>();
    for (JsonNode message : answer.path("messages")) {
      messages.add(message(message));
    }
    JsonNode next = answer.path("next");
    return new HistoryPage(messages, next.isIntegralNumber() ? next.asLong() : null);
  }

  /**
   * A page of the user's threads.
   *
   * @param cursor what the page before gave as its next, or null for the first page
   */
  public ThreadPage threads(Token token, ThreadOrder order, int limit, @Nullable String cursor)
      throws RequestFailed {
    String query =
        "?order="
            + order.name().toLowerCase(Locale.ROOT)
            + "&limit="
            + limit
            + (cursor == null ? "" : "&cursor=" + escaped(cursor));
    JsonNode answer = answered(get(token, "/thread/v1" + query));
    List<ThreadSummary> threads = new ArrayList<>();
    for (JsonNode thread : answer.path("threads")) {
      JsonNode last = thread.path("last_message");
      threads.add(
          new ThreadSummary(
              new ThreadId(text(thread, "thread_id")),
              number(thread, "last_seq"),
              last.isObject() ? message(last) : null,
              Math.toIntExact(number(thread, "unread")),
              cursors(thread.path("delivered")),
              cursors(thread.path("read"))));
    }
    return new ThreadPage(threads, next(answer));
  }

  /**
   * A page of those who have a message, its sender left out.
   *
   * @param cursor what the page before gave as its next, or null for the first page
   */
  public ReaderPage readers(
      Token token, ThreadId thread, long seq, int limit, @Nullable String cursor)
      throws RequestFailed {
    JsonNode answer =
        answered(
            get(
                token,
                "/thread/v1/"
                    + escaped(thread.value())
                    + "/messages/"
                    + seq
                    + "/readers?limit="
                    + limit
                    + (cursor == null ? "" : "&cursor=" + escaped(cursor))));
    Map<UserId, Status> readers = new LinkedHashMap<>();
    for (JsonNode reader : answer.path("readers")) {
      readers.put(new UserId(text(reader, "user_id")), Status.valueOf(text(reader, "status")));
    }
    return new ReaderPage(readers, next(answer));
  }

  private static Map<UserId, Long> cursors(JsonNode in) {
    Map<UserId, Long> cursors = new HashMap<>();
    in.properties()
        .forEach(each -> cursors.put(new UserId(each.getKey()), each.getValue().asLong()));
    return cursors;
  }

  private static @Nullable String next(JsonNode answer) {
    JsonNode next = answer.path("next");
    return next.isTextual() ? next.asText() : null;
  }

  /** The presence of these users, in the order the server gives. */
  public List<UserPresence> presence(Token token, List<UserId> users) throws RequestFailed {
    String names = users.stream().map(UserId::value).collect(Collectors.joining(","));
    List<UserPresence> found = new ArrayList<>();
    for (JsonNode entry :
        answered(get(token, "/presence/v1?users=" + escaped(names))).path("presence")) {
      JsonNode lastSeen = entry.path("last_seen");
      found.add(
          new UserPresence(
              new UserId(text(entry, "user_id")),
              text(entry, "status").equals("online"),
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
    ObjectNode body = JSON.createObjectNode();
    body.put("kind", kind.name().toLowerCase(Locale.ROOT)).put("content_type", contentType);
    body.put("bytes", bytes);
    JsonNode answer = answered(post(token, "/media/v1/uploads", body));
    Map<String, String> headers = new HashMap<>();
    answer
        .path("headers")
        .properties()
        .forEach(header -> headers.put(header.getKey(), header.getValue().asText()));
    return new UploadRequest(
        new MediaId(text(answer, "media_id")),
        text(answer, "method"),
        URI.create(text(answer, "url")),
        headers,
        Duration.ofSeconds(number(answer, "expires_in")));
  }

  /** Has the upload checked; status 422 when it is not what was announced. */
  public void completeUpload(Token token, MediaId media) throws RequestFailed {
    answered(post(token, "/media/v1/uploads/" + media + "/complete", JSON.createObjectNode()));
  }

  /** Where to read the media that the message with this seq shows. */
  public MediaLink download(Token token, MediaId media, ThreadId thread, long seq)
      throws RequestFailed {
    JsonNode answer =
        answered(
            get(
                token,
                "/media/v1/" + media + "?thread_id=" + escaped(thread.value()) + "&seq=" + seq));
    return new MediaLink(
        URI.create(text(answer, "url")),
        text(answer, "content_type"),
        number(answer, "bytes"),
        Duration.ofSeconds(number(answer, "expires_in")));
  }

  /** The routes of groups. */
  public GroupHttp groups() {
    return new GroupHttp(this);
  }

  JsonNode read(Token token, String path) throws RequestFailed {
    return answered(get(token, path));
  }

  JsonNode send(Token token, String path, ObjectNode body) throws RequestFailed {
    return answered(post(token, path, body));
  }

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  /**
   * Says where the token's own device is woken while it is not connected, in place of what it said
   * before; without {@code optIn} it is not.
   */
  public void registerPush(Token token, PushAddress address, boolean optIn) throws RequestFailed {
    ObjectNode body = JSON.createObjectNode().put("opt_in", optIn);
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
    answered(post(token, "/user/v1/device/push", body));
  }

  private static Message message(JsonNode in) throws RequestFailed {
    try {
      return FrameCodec.decodeMessage(in.toString().getBytes(UTF_8));
    } catch (MalformedFrame e) {
      throw new RequestFailed("message: " + e.getMessage(), e);
    }
  }

  private HttpRequest post(String path, ObjectNode body) {
    return posting(path, body).build();
  }

  private HttpRequest post(Token token, String path, ObjectNode body) {
    return posting(path, body).header("Authorization", "Bearer " + token.value()).build();
  }

  private HttpRequest.Builder posting(String path, ObjectNode body) {
    return request(path)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
  }

  private HttpRequest get(Token token, String path) {
    return request(path).header("Authorization", "Bearer " + token.value()).GET().build();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(node.http().resolve(path)).timeout(ANSWER_TIME_MAX);
  }

  private JsonNode answered(HttpRequest request) throws RequestFailed {
    String what = request.method() + " " + request.uri().getPath();
    try {
      HttpResponse<String> response =
          runtime.http().send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() / 100 != 2) {
        throw new RequestFailed(
            what + ": status " + response.statusCode() + ": " + shortened(response.body()),
            response.statusCode(),
            response.headers().firstValue("Retry-After").flatMap(Upgrade::retryAfter).orElse(null));
      }
      return JSON.readTree(response.body());
    } catch (JsonProcessingException e) {
      throw new RequestFailed(what + ": the answer is no JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new RequestFailed(what + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RequestFailed(what + ": interrupted", e);
    }
  }

  static String text(JsonNode in, String field) throws RequestFailed {
    JsonNode value = in.path(field);
    if (!value.isTextual()) {
      throw new RequestFailed(field + ": " + value + " (expected: a string)", 0, null);
    }
    return value.asText();
  }

  static long number(JsonNode in, String field) throws RequestFailed {
    JsonNode value = in.path(field);
    if (!value.isIntegralNumber()) {
      throw new RequestFailed(field + ": " + value + " (expected: a whole number)", 0, null);
    }
    return value.asLong();
  }

  private static String escaped(String value) {
    return URLEncoder.encode(value, UTF_8);
  }

  private static String shortened(String body) {
    return body.length() <= 300 ? body : body.substring(0, 300) + "...";
  }
}
