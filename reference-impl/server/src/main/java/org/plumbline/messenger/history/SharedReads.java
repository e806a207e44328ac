package org.plumbline.messenger.history;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets those who want the same thing at the same time share one answer: of each key at most one
 * read is under way, so that a crowd that comes back at once asks the store once or twice and not a
 * thousand times. Nobody gets the answer of a read that began before he asked, which might not know
 * of what he was told meanwhile: whoever comes while a read is under way shares the next one.
 */
final class SharedReads<K, V> {

  /** A key's reads. */
  private static final class Line<V> {
    private CompletableFuture<V> underWay;
    // Of those who came since that began; the first of them reads for all.
    private @Nullable CompletableFuture<V> next;

    private Line(CompletableFuture<V> underWay) {
      this.underWay = underWay;
    }
  }

  private final Map<K, Line<V>> lines = new HashMap<>();
  private final Runnable onRead;
  private final Runnable onShared;

  /**
   * Tells of what is read and of what is not.
   *
   * @param onRead run for each read
   * @param onShared run for each that gets the answer of somebody else's
   */
  SharedReads(Runnable onRead, Runnable onShared) {
    this.onRead = onRead;
    this.onShared = onShared;
  }

  /**
   * Reads, or waits for a read that begins after this call; blocks. What the read throws is thrown
   * to all who share it.
   */
  V read(K key, Supplier<V> reader) {
    CompletableFuture<V> mine = new CompletableFuture<>();
    CompletableFuture<V> before = null;
    CompletableFuture<V> shared = mine;
    boolean leads = true;
    synchronized (lines) {
      Line<V> line = lines.get(key);
      if (line == null) {
        lines.put(key, new Line<>(mine));
      } else if (line.next == null) {
        line.next = mine;
        before = line.underWay;
      } else {
        shared = line.next;
        leads = false;
      }
    }
    if (leads) {
      if (before != null) {
        var _ = before.handle((_, _) -> null).join();
      }
      onRead.run();
      answer(key, mine, reader);
    } else {
      onShared.run();
    }
    return result(shared);
  }

  private void answer(K key, CompletableFuture<V> mine, Supplier<V> reader) {
    try {
      V read = reader.get();
      leave(key);
      mine.complete(read);
    } catch (RuntimeException | Error e) {
      leave(key);
      mine.completeExceptionally(e);
    }
  }

  /** Before anyone hears of the end, so that the next read has not begun for who comes now. */
  private void leave(K key) {
    synchronized (lines) {
      Line<V> line = lines.get(key);
      if (line == null || line.next == null) {
        lines.remove(key);
      } else {
        line.underWay = line.next;
        line.next = null;
      }
    }
  }

  private static <V> V result(CompletableFuture<V> shared) {
    try {
      return shared.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }

  /** For how many keys a read is under way. */
  int size() {
    synchronized (lines) {
      return lines.size();
    }
  }
}
