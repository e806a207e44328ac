package org.plumbline.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a user's threads.
 *
 * @param next where the next page goes on, or null at the end
 */
public record ThreadPage(List<ThreadSummary> threads, @Nullable String next) {
  public ThreadPage {
    threads = List.copyOf(threads);
  }
}
