package org.plumbline.messenger.delivery;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import org.plumbline.messenger.log.LogEntry.Submission;

/**
 * {@code route=log}, the default: the worker that owns the thread hands each message over, in the
 * order of the log, and looks twice. What was appended is delivered, whichever node dies.
 */
@Singleton
@Requires(property = StrategyConfig.ROUTE, value = "log", defaultValue = "log")
final class RouteByLog implements Route {

  @Override
  public void accepted(Submission submission, CompletableFuture<Long> appended) {}

  @Override
  public Parcel.Audience leftToWorker(Submission submission) {
    return Parcel.Audience.OTHERS;
  }
}
