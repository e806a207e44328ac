package org.plumbline.messenger.delivery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.plumbline.messenger.history.HistoryUnavailable;
import org.plumbline.messenger.history.MessageHistory;
import org.plumbline.protocol.FrameCodec;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ThreadId;

/**
 * How far threads have come, as far as this node knows: from the messages that came through it for
 * its devices, and else from the history. What a device says of itself is held against it.
 */
@Singleton
public final class KnownSeqs {

  private static final int THREADS_MAX = 100_000;

  private final MessageHistory history;
  private final Cache<ThreadId, Long> greatest =
      Caffeine.newBuilder().maximumSize(THREADS_MAX).build();
  private final ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();

  public KnownSeqs(MessageHistory history) {
    this.history = history;
  }

  /** A frame came for devices of this node; if it is a message, its seq exists: the place of it. */
  Optional<FrameCodec.Place> passing(byte[] frame) {
    Optional<FrameCodec.Place> place = FrameCodec.placeOf(frame);
    place.ifPresent(at -> note(at.thread(), at.seq()));
    return place;
  }

  private void note(ThreadId thread, long seq) {
    greatest.asMap().merge(thread, seq, Math::max);
  }

  /** The greatest seq known of the thread, or {@link Message#NONE}. */
  long of(ThreadId thread) {
    return Objects.requireNonNullElse(greatest.getIfPresent(thread), Message.NONE);
  }

  /**
   * Asks the history how far these threads have come; blocks.
   *
   * @throws HistoryUnavailable when it does not answer for one of them
   */
  void lookUp(Collection<ThreadId> threads) {
    Map<ThreadId, Future<Long>> asked = new HashMap<>();
    for (ThreadId thread : threads) {
      asked.put(thread, readers.submit(() -> history.lastSeqBefore(thread, Long.MAX_VALUE)));
    }
    asked.forEach((thread, future) -> note(thread, resultOf(future)));
  }

  private static long resultOf(Future<Long> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HistoryUnavailable("interrupted while the history was asked", e);
    } catch (ExecutionException e) {
      throw new HistoryUnavailable("how far a thread has come is not known", e);
    }
  }
}
