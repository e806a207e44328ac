package org.plumbline.messenger.directory;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.plumbline.protocol.UserId;

/**
 * Tells a node whose entries in the directory changed, so that what it remembers of them stays
 * true. News comes a moment after the change; it may come for entries that did not change.
 */
public interface DirectoryNews {

  /** Hears the news from now on. */
  void hear(Listener listener);

  /**
   * Completes when all listeners have been told of every change made before this call; fails when
   * news may have been missed meanwhile, or none comes at all.
   */
  CompletableFuture<@Nullable Void> caughtUp();

  /** Who remembers entries. Called by one thread at a time, and never blocked for long. */
  interface Listener {

    /** From now on each change is told: what is read from here on may be remembered. */
    void begun();

    /** An entry of this user changed: what was read of it before counts no longer. */
    void changed(UserId user);

    /** News may have been missed: nothing that is remembered counts, and nothing more may be. */
    void interrupted();
  }
}
