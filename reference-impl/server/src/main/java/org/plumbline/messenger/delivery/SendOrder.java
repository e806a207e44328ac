package org.plumbline.messenger.delivery;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.session.Session;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.ThreadId;

/**
 * Keeps a device's messages of one thread in the order in which they came while one of them waits
 * for what the library says of its media. What waits holds one of the session's places for
 * submissions, so there is never more of it than those allow.
 */
final class SendOrder {

  private record Line(Session session, ThreadId thread) {}

  private final Map<Line, CompletableFuture<?>> waiting = new ConcurrentHashMap<>();

  /**
   * Runs the step with the content or with why there is none: at once when both the content is
   * there and nothing of the same device and thread waits, else after all that does.
   */
  void take(
      Session session,
      ThreadId thread,
      CompletableFuture<Content> content,
      BiConsumer<@Nullable Content, @Nullable Throwable> step) {
    Line line = new Line(session, thread);
    CompletableFuture<?> before = waiting.get(line);
    if (before == null && content.isDone()) {
      switch (content.state()) {
        case SUCCESS -> step.accept(content.resultNow(), null);
        default -> step.accept(null, content.exceptionNow());
      }
      return;
    }
    CompletableFuture<?> previous =
        before == null ? CompletableFuture.completedFuture(null) : before;
    CompletableFuture<?> taken = new CompletableFuture<>();
    // A device's frames come one after another, so nobody else writes this line meanwhile.
    waiting.put(line, taken);
    var _ =
        previous.whenComplete(
            (_, _) -> {
              var _ =
                  content
                      .whenComplete(step)
                      .whenComplete(
                          (_, _) -> {
                            waiting.remove(line, taken);
                            taken.complete(null);
                          });
            });
  }

  /** How many lines wait. */
  int size() {
    return waiting.size();
  }
}
