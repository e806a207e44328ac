package org.plumbline.messenger.feature;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A socket as a browser opens one, with a ticket and no header, and how it was closed. */
final class RawSocket implements WebSocket.Listener, AutoCloseable {

  private static final long PATIENCE_SECONDS = 20;

  private final CompletableFuture<String> first = new CompletableFuture<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final StringBuilder partial = new StringBuilder();
  private @Nullable WebSocket socket;

  private RawSocket() {}

  /** Opens it; the first frame, the WELCOME, has come. */
  static RawSocket open(HttpClient http, URI address, String ticket) throws Exception {
    RawSocket opened = new RawSocket();
    opened.socket =
        http.newWebSocketBuilder()
            .buildAsync(URI.create(address + "?ticket=" + ticket), opened)
            .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    opened.first.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    return opened;
  }

  /** The status with which an upgrade with this ticket is refused. */
  static int refusal(HttpClient http, URI address, String ticket) throws Exception {
    try (RawSocket opened = open(http, address, ticket)) {
      return opened.closed.isDone() ? 0 : 101;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof WebSocketHandshakeException refused) {
        return refused.getResponse().statusCode();
      }
      throw e;
    }
  }

  String welcome() {
    return first.join();
  }

  boolean isOpen() {
    return !closed.isDone();
  }

  int closeCode() throws InterruptedException, ExecutionException, TimeoutException {
    return closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      first.complete(partial.toString());
      partial.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed.complete(code);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    closed.complete(1006);
  }

  @Override
  public void close() {
    if (socket != null) {
      socket.abort();
    }
  }
}
