package org.plumbline.client;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.plumbline.protocol.ClientFrame;
import org.plumbline.protocol.FrameCodec;

/**
 * One socket with its reading and its writing virtual thread. It reads ahead of the strand by a
 * bounded number of frames.
 */
final class SocketWire implements Wire {

  private static final int READ_AHEAD_MAX = 64;
  private static final int NORMAL_CLOSURE = 1000;
  private static final Duration GOODBYE_TIME_MAX = Duration.ofSeconds(1);
  // No frame is empty, so this can only mean: say goodbye.
  private static final byte[] GOODBYE = new byte[0];

  private final ClientRuntime runtime;
  private final Strand strand;
  private final int framesMax;
  private final BlockingQueue<byte[]> outgoing;
  private final Passage passage;
  private volatile boolean cut;
  private volatile @Nullable WebSocketStream stream;
  private volatile @Nullable Thread writer;

  SocketWire(ClientRuntime runtime, Strand strand, Owner owner, int framesMax) {
    this.runtime = runtime;
    this.strand = strand;
    this.passage = new Passage(this, strand, owner, READ_AHEAD_MAX);
    this.framesMax = framesMax;
    this.outgoing = new ArrayBlockingQueue<>(framesMax);
  }

  @Override
  public CompletableFuture<?> open(NodeAddress node, Token token, Duration timeout) {
    CompletableFuture<?> opened = new CompletableFuture<>();
    Thread.ofVirtual()
        .name("messenger-client-reader")
        .start(() -> openAndRead(node.webSocket(), token, timeout, opened));
    return opened;
  }

  private void openAndRead(
      URI address, Token token, Duration timeout, CompletableFuture<?> opened) {
    WebSocketStream fresh;
    try {
      fresh = WebSocketStream.open(address, token, timeout);
    } catch (IOException | UpgradeRefused | RuntimeException e) {
      opened.completeExceptionally(e);
      return;
    }
    stream = fresh;
    if (cut) {
      closeStream();
    }
    writer = Thread.ofVirtual().name("messenger-client-writer").start(() -> writeAll(fresh));
    opened.complete(null);
    passage.end(readAll(fresh), runtime.nanos());
    closeStream();
  }

  private Disconnect readAll(WebSocketStream from) {
    try {
      while (true) {
        passage.awaitRoom();
        switch (from.read()) {
          case WebSocketStream.Incoming.Text text -> passage.pass(text.utf8, runtime.nanos());
          case WebSocketStream.Incoming.Closing(var code, var reason) -> {
            return new Disconnect.Closed(code, reason);
          }
        }
      }
    } catch (IOException e) {
      return new Disconnect.Lost(e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Disconnect.Lost("interrupted");
    }
  }

  private void writeAll(WebSocketStream to) {
    try {
      while (true) {
        byte[] next = outgoing.take();
        if (next.length == 0) {
          to.writeClose(NORMAL_CLOSURE);
          return;
        }
        to.writeText(next);
        if (outgoing.isEmpty()) {
          to.flush();
        }
      }
    } catch (IOException e) {
      // The reader meets the end of the same socket and tells the owner.
      closeStream();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void send(ClientFrame frame) {
    if (!passage.isEnded() && !outgoing.offer(FrameCodec.encode(frame))) {
      abort(new Disconnect.Lost(framesMax + " frames waited: the node does not read"));
    }
  }

  @Override
  public void close() {
    passage.endedByOwner();
    if (stream == null || !outgoing.offer(GOODBYE)) {
      closeStream();
    }
    var _ = runtime.after(GOODBYE_TIME_MAX, strand, this::closeStream);
  }

  @Override
  public void abort(Disconnect cause) {
    passage.end(cause, runtime.nanos());
    closeStream();
  }

  private void closeStream() {
    cut = true;
    WebSocketStream closing = stream;
    if (closing != null) {
      try {
        closing.close();
      } catch (IOException e) {
        // A socket that cannot be closed is closed already.
      }
    }
    Thread writing = writer;
    if (writing != null) {
      writing.interrupt();
    }
  }
}
