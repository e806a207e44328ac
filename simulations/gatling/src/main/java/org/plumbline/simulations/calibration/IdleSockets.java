package org.plumbline.simulations.calibration;

import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.plumbline.protocol.FrameCodec;
import org.plumbline.protocol.MalformedFrame;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.simulations.load.Account;
import org.plumbline.simulations.load.LoadFailure;
import org.plumbline.simulations.load.NodeAddress;

/** Authenticated sockets on which nothing happens, to see what they cost the other side. */
final class IdleSockets implements AutoCloseable {

  private static final int CONNECTS_AT_ONCE = 32;
  private static final Duration OPEN_WITHIN = Duration.ofSeconds(60);

  private final HttpClient http = HttpClient.newHttpClient();
  private final ConcurrentLinkedQueue<WebSocket> sockets = new ConcurrentLinkedQueue<>();
  private final int count;

  private IdleSockets(int count) {
    this.count = count;
  }

  /** Opens one socket per account and returns when the node has welcomed all of them. */
  static IdleSockets open(NodeAddress node, List<Account> accounts)
      throws LoadFailure, InterruptedException {
    IdleSockets opened = new IdleSockets(accounts.size());
    try {
      opened.connect(node, accounts);
      return opened;
    } catch (LoadFailure | InterruptedException e) {
      opened.close();
      throw e;
    }
  }

  int count() {
    return count;
  }

  private void connect(NodeAddress node, List<Account> accounts)
      throws LoadFailure, InterruptedException {
    CountDownLatch missing = new CountDownLatch(accounts.size());
    Semaphore turns = new Semaphore(CONNECTS_AT_ONCE);
    ConcurrentLinkedQueue<String> refusals = new ConcurrentLinkedQueue<>();
    for (Account account : accounts) {
      turns.acquire();
      var _ =
          http.newWebSocketBuilder()
              .header("Authorization", "Bearer " + account.token())
              .buildAsync(node.webSocket(), new Welcomed(missing))
              .whenComplete(
                  (socket, failure) -> {
                    turns.release();
                    if (failure == null) {
                      sockets.add(socket);
                    } else {
                      refusals.add(String.valueOf(failure.getMessage()));
                    }
                  });
    }
    if (!missing.await(OPEN_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new LoadFailure(
          missing.getCount()
              + " of "
              + accounts.size()
              + " idle sockets were not welcomed by "
              + node.id()
              + (refusals.isEmpty() ? "" : "; the first refusal: " + refusals.peek()),
          null);
    }
  }

  @Override
  public void close() {
    sockets.forEach(WebSocket::abort);
    http.shutdownNow();
  }

  /** Counts the device down with its welcome, whose parts may come in several pieces. */
  private static final class Welcomed implements WebSocket.Listener {

    private final CountDownLatch missing;
    private @Nullable StringBuilder text = new StringBuilder();

    private Welcomed(CountDownLatch missing) {
      this.missing = missing;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      StringBuilder collected = text;
      if (collected != null) {
        collected.append(data);
        if (last) {
          text = null;
          countWelcome(collected.toString());
        }
      }
      socket.request(1);
      return null;
    }

    private void countWelcome(String frame) {
      try {
        if (FrameCodec.decodeServer(frame.getBytes(StandardCharsets.UTF_8))
            instanceof ServerFrame.Welcome) {
          missing.countDown();
        }
      } catch (MalformedFrame e) {
        throw new IllegalStateException("the first frame of a session is not readable", e);
      }
    }
  }
}
