package org.plumbline.messenger.poll;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.gateway.GatewayMeters;
import org.plumbline.messenger.session.Connection;
import org.plumbline.protocol.CloseCode;

/**
 * Carries a session's frames in the answers to its device's requests. A frame is kept, and counts
 * as on its way, until a later request acknowledges its number: an answer that was lost is given
 * again. At most one request waits; a newer one takes its place.
 */
final class PollConnection implements Connection {

  /** What there is for the device now. */
  record Batch(long ack, List<byte[]> frames, @Nullable Ending ending) {}

  /** Why the session ended. */
  record Ending(CloseCode code, String reason) {}

  private record Kept(long number, byte[] frame, Runnable written) {}

  private final GatewayMeters meters;
  private final Runnable onClose;
  private final Deque<Kept> kept = new ArrayDeque<>();
  private long last;
  private @Nullable Ending ending;
  private @Nullable CompletableFuture<Boolean> waiting;

  /**
   * A connection whose device has not asked for anything yet.
   *
   * @param onClose run once, on the closing thread: it must not block
   */
  PollConnection(GatewayMeters meters, Runnable onClose) {
    this.meters = meters;
    this.onClose = onClose;
  }

  @Override
  public void write(byte[] frame, Runnable written) {
    CompletableFuture<Boolean> waiter = null;
    boolean over;
    synchronized (this) {
      over = ending != null;
      if (!over) {
        kept.add(new Kept(++last, frame, written));
        waiter = takeWaiter();
      }
    }
    if (over) {
      written.run();
      return;
    }
    meters.out(frame);
    if (waiter != null) {
      waiter.complete(true);
    }
  }

  @Override
  public void close(CloseCode code, String reason) {
    List<Kept> dropped;
    CompletableFuture<Boolean> waiter;
    synchronized (this) {
      if (ending != null) {
        return;
      }
      ending = new Ending(code, reason);
      // Whatever ended the session, the device syncs in its next one.
      dropped = List.copyOf(kept);
      kept.clear();
      waiter = takeWaiter();
    }
    dropped.forEach(each -> each.written().run());
    onClose.run();
    if (waiter != null) {
      waiter.complete(true);
    }
  }

  synchronized boolean isEnded() {
    return ending != null;
  }

  /** The number of the last frame there was. */
  synchronized long last() {
    return last;
  }

  /** The device has all frames up to this number. */
  void acknowledge(long upTo) {
    List<Kept> arrived = new ArrayList<>();
    synchronized (this) {
      while (!kept.isEmpty() && kept.getFirst().number() <= upTo) {
        arrived.add(kept.removeFirst());
      }
    }
    arrived.forEach(each -> each.written().run());
  }

  /** All that the device has not acknowledged. */
  synchronized Batch batch() {
    return new Batch(last, kept.stream().map(Kept::frame).toList(), ending);
  }

  /** Completes as soon as {@link #batch} has something to say, or a newer request waits. */
  CompletableFuture<Boolean> awaitSomething() {
    CompletableFuture<Boolean> older;
    CompletableFuture<Boolean> mine = new CompletableFuture<>();
    synchronized (this) {
      older = takeWaiter();
      if (kept.isEmpty() && ending == null) {
        waiting = mine;
      } else {
        mine.complete(true);
      }
    }
    if (older != null) {
      older.complete(false);
    }
    return mine;
  }

  private @Nullable CompletableFuture<Boolean> takeWaiter() {
    CompletableFuture<Boolean> waiter = waiting;
    waiting = null;
    return waiter;
  }
}
