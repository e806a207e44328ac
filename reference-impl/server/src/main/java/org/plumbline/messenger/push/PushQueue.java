package org.plumbline.messenger.push;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Keeps the notes of missed messages until they are dealt with; those of a user in one order. */
public interface PushQueue {

  /**
   * Adds notes. May block for a moment, so never called by an event loop.
   *
   * @return completes when they would survive the end of this process; fails when they may not
   */
  CompletableFuture<@Nullable Void> add(List<MissedMessage> notes);

  /** Starts to hand this node's share of the notes to the worker, each at least once. */
  void work(Worker worker);

  /** Stops handing on; what is not dealt with is handed on again, here or elsewhere. */
  void stop();

  /** Notes of this node's share that were not handed on yet. */
  long waiting();

  /** Takes notes. Called by one thread at a time. */
  interface Worker {
    /** Completes when nothing more is to be done for these notes. */
    CompletableFuture<@Nullable Void> take(List<MissedMessage> notes);
  }
}
