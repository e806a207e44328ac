package org.plumbline.messenger.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.plumbline.protocol.ClientFrame;
import org.plumbline.protocol.FrameCodec;
import org.plumbline.protocol.MalformedFrame;
import org.plumbline.protocol.ServerFrame;

/** A device's side of a socket, for tests. */
public final class Socket implements WebSocket.Listener {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final LinkedBlockingQueue<ServerFrame> frames = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final StringBuilder partial = new StringBuilder();
  private @Nullable WebSocket socket;
  private volatile long closedAtNanos;

  public static Socket open(URI node, String token) throws Exception {
    Socket opened = new Socket();
    opened.socket =
        HTTP.newWebSocketBuilder()
            .header("Authorization", "Bearer " + token)
            .buildAsync(URI.create("ws://" + node.getAuthority() + "/ws"), opened)
            .get(10, TimeUnit.SECONDS);
    return opened;
  }

  public static Socket openWithTicket(URI node, String ticket) throws Exception {
    Socket opened = new Socket();
    opened.socket =
        HTTP.newWebSocketBuilder()
            .buildAsync(URI.create("ws://" + node.getAuthority() + "/ws?ticket=" + ticket), opened)
            .get(10, TimeUnit.SECONDS);
    return opened;
  }

  WebSocket webSocket() {
    return Objects.requireNonNull(socket);
  }

  public void send(ClientFrame frame) throws Exception {
    sendText(new String(FrameCodec.encode(frame), UTF_8));
  }

  void sendText(String text) throws Exception {
    webSocket().sendText(text, true).get(10, TimeUnit.SECONDS);
  }

  public <T extends ServerFrame> T await(Class<T> type) throws Exception {
    List<ServerFrame> others = new ArrayList<>();
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (System.nanoTime() < deadline) {
      ServerFrame next = frames.poll(100, TimeUnit.MILLISECONDS);
      if (type.isInstance(next)) {
        return type.cast(next);
      }
      if (next != null) {
        others.add(next);
      }
    }
    throw new AssertionError("no " + type.getSimpleName() + " within 10 s, but " + others);
  }

  /** All frames up to and with the first of this type, in their order. */
  public List<ServerFrame> framesUntil(Class<? extends ServerFrame> type) throws Exception {
    List<ServerFrame> all = new ArrayList<>();
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (System.nanoTime() < deadline) {
      ServerFrame next = frames.poll(100, TimeUnit.MILLISECONDS);
      if (next != null) {
        all.add(next);
      }
      if (type.isInstance(next)) {
        return all;
      }
    }
    throw new AssertionError("no " + type.getSimpleName() + " within 10 s, but " + all);
  }

  public int closeCode() throws Exception {
    return closed.get(10, TimeUnit.SECONDS);
  }

  public boolean isOpen() {
    return !closed.isDone();
  }

  public void abort() {
    webSocket().abort();
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      try {
        frames.add(FrameCodec.decodeServer(partial.toString().getBytes(UTF_8)));
      } catch (MalformedFrame e) {
        closed.completeExceptionally(e);
      }
      partial.setLength(0);
    }
    from.request(1);
    return null;
  }

  long closedAtNanos() {
    return closedAtNanos;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closedAtNanos = System.nanoTime();
    closed.complete(code);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    closed.complete(1006);
  }
}
