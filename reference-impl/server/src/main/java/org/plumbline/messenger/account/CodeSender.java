package org.plumbline.messenger.account;

import java.time.Duration;
import org.plumbline.protocol.UserId;

/** Brings verification codes to people: by message, mail or call. */
public interface CodeSender {

  /** Whether there is anyone who would bring a code. */
  boolean isReady();

  /**
   * Sends a code; blocks, within bounds. Who asked for the code has its answer already, so a
   * failure is the sender's to log.
   *
   * @param channel as the user asked for it, such as {@code sms}
   */
  void send(UserId user, String channel, String code, Duration life);
}
