package org.plumbline.floors;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A WebSocket of the JDK's own client: another reading of the RFC than the servers'. */
final class Peer implements WebSocket.Listener, AutoCloseable {

  private static final int WAIT_SECONDS = 10;

  private final LinkedBlockingQueue<String> texts = new LinkedBlockingQueue<>();
  private final LinkedBlockingQueue<Integer> closes = new LinkedBlockingQueue<>();
  private final StringBuilder parts = new StringBuilder();
  private final HttpClient http = HttpClient.newHttpClient();
  private final WebSocket socket;

  Peer(String port) {
    socket =
        http.newWebSocketBuilder()
            .buildAsync(URI.create("ws://127.0.0.1:" + port + Upgrade.PATH), this)
            .join();
  }

  void send(String text) {
    var _ = socket.sendText(text, true).join();
  }

  void sendPart(String text) {
    var _ = socket.sendText(text, false).join();
  }

  void sayGoodbye() {
    var _ = socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
  }

  /** The next text; null when none came in time. */
  @Nullable String text() throws InterruptedException {
    return texts.poll(WAIT_SECONDS, TimeUnit.SECONDS);
  }

  /** The code of the other side's close frame; null when none came in time. */
  @Nullable Integer closeCode() throws InterruptedException {
    return closes.poll(WAIT_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    parts.append(data);
    if (last) {
      texts.add(parts.toString());
      parts.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closes.add(code);
    return null;
  }

  @Override
  public void close() {
    socket.abort();
    http.shutdownNow();
  }
}
