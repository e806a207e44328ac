package org.plumbline.messenger.push;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.device.PushDevice;
import org.plumbline.messenger.device.PushProvider;

/** Speaks one provider's protocol. The adapters are safe to share between threads. */
public interface PushSender {

  PushProvider provider();

  /**
   * Sends once, and says what became of it. Called on a virtual thread, may block for a moment. A
   * failure of the future counts as {@link Answer.Later}.
   *
   * @param keptFor how long the provider shall try to reach the device
   */
  CompletableFuture<Answer> send(PushDevice device, Notification notification, Duration keptFor);

  /** What a provider said. Reasons go into logs and never hold an address. */
  sealed interface Answer {

    /** The provider took it. */
    record Sent() implements Answer {}

    /**
     * There is no device behind the address any more.
     *
     * @param since when it was gone, if the provider knows; a later registration stays
     */
    record Gone(@Nullable Instant since) implements Answer {}

    /**
     * Not now.
     *
     * @param after how long the provider wants to be left alone; null when it did not say
     */
    record Later(@Nullable Duration after, String reason) implements Answer {}

    /** Trying again would not change it. */
    record Refused(String reason) implements Answer {}
  }
}
