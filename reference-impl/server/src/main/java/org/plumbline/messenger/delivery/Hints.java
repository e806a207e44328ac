package org.plumbline.messenger.delivery;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.plumbline.messenger.membership.Memberships;
import org.plumbline.protocol.ThreadId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a thread's devices, once, what they may miss: who writes, who has read. Of a group it is
 * told to those who are members when this node knows every change that was confirmed before, as a
 * read of the history waits for it too: a node that lags would tell a removed member. One request
 * for the feed's end serves all that wait at the same time.
 */
@Singleton
final class Hints {

  private static final Logger LOG = LoggerFactory.getLogger(Hints.class);

  /**
   * What is told of a thread.
   *
   * @param parcel makes it, and with it finds its recipients, when it is told
   */
  record Hint(ThreadId thread, Supplier<Parcel> parcel) {}

  private final Memberships memberships;
  private final Router router;
  private final Executor now = Executors.newVirtualThreadPerTaskExecutor();

  Hints(Memberships memberships, Router router) {
    this.memberships = memberships;
    this.router = router;
  }

  /** As {@link #tell}, without blocking the caller. */
  void tellLater(Hint hint) {
    now.execute(() -> tell(List.of(hint)));
  }

  /** Asks the directory for the sessions of direct threads, and blocks for its answer. */
  void tell(List<Hint> hints) {
    List<Hint> ofGroups = new ArrayList<>();
    List<Hint> direct = new ArrayList<>();
    hints.forEach(hint -> (hint.thread().isGroup() ? ofGroups : direct).add(hint));
    if (!direct.isEmpty()) {
      hand(direct);
    }
    if (!ofGroups.isEmpty()) {
      var _ =
          memberships
              .caughtUp()
              .whenComplete(
                  (_, failure) -> {
                    if (failure == null) {
                      now.execute(() -> hand(ofGroups));
                    } else {
                      LOG.debug("{} hints were dropped: {}", ofGroups.size(), failure.toString());
                    }
                  });
    }
  }

  private void hand(List<Hint> hints) {
    router.tell(hints.stream().map(hint -> hint.parcel().get()).toList());
  }
}
