package org.plumbline.probes;

import java.net.URI;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A device that connects as a page in a browser does: it cannot set a header on the upgrade, so it
 * brings a ticket in the address, and an {@code Origin}.
 */
final class Browser implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final WebSocket socket;
  private final Frames frames;

  private Browser(WebSocket socket, Frames frames) {
    this.socket = socket;
    this.frames = frames;
  }

  static Browser open(World world, int node, String ticket) throws Exception {
    Frames frames = new Frames(world.runtime()::nanos);
    WebSocket socket =
        world
            .http()
            .newWebSocketBuilder()
            .header("Origin", world.http(node).toString())
            .buildAsync(URI.create(world.webSocket(node) + "?ticket=" + ticket), frames)
            .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    return new Browser(socket, frames);
  }

  /** Waits, bounded, for a frame in which this text stands. */
  void awaitFrameWith(String text) throws ProbeFailed, InterruptedException {
    frames.await(text);
  }

  @Override
  public void close() {
    socket.abort();
  }

  private static final class Frames implements WebSocket.Listener {
    private final LongSupplier nanos;
    private final StringBuilder partial = new StringBuilder();
    private final List<String> whole = new ArrayList<>();

    Frames(LongSupplier nanos) {
      this.nanos = nanos;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
      partial.append(part);
      if (last) {
        add(partial.toString());
        partial.setLength(0);
      }
      socket.request(1);
      return null;
    }

    private synchronized void add(String frame) {
      whole.add(frame);
      notifyAll();
    }

    synchronized void await(String text) throws ProbeFailed, InterruptedException {
      long deadline = nanos.getAsLong() + PATIENCE.toNanos();
      while (whole.stream().noneMatch(frame -> frame.contains(text))) {
        long left = (deadline - nanos.getAsLong()) / 1_000_000;
        ProbeFailed.unless(
            left > 0,
            "no frame with '" + text + "' within " + PATIENCE.toSeconds() + " s: " + whole);
        wait(left);
      }
    }
  }
}
