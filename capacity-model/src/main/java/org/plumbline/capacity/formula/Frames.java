package org.plumbline.capacity.formula;

import org.plumbline.capacity.quantity.DataRate;
import org.plumbline.capacity.quantity.DataSize;
import org.plumbline.capacity.quantity.EventRate;

/**
 * What a message costs on the wire when it travels in the JSON frames of s4 (lines 45 to 50) with
 * 100 B of text, realistic ids, and delivered and read receipts.
 */
public final class Frames {
  /** {@code SEND_MESSAGE} with 100 B of text. */
  public static final DataSize SEND = DataSize.ofBytes(185);

  /** {@code RECEIVE_MESSAGE} with 100 B of text. */
  public static final DataSize RECEIVE = DataSize.ofBytes(196);

  /** {@code MESSAGE_ACK} with status DELIVERED. */
  public static final DataSize DELIVERED = DataSize.ofBytes(57);

  /** {@code MESSAGE_ACK} with status READ. */
  public static final DataSize READ = DataSize.ofBytes(52);

  /** {@code MESSAGE_ACK} with status SENT, the server's answer to the sender. */
  public static final DataSize SENT = DataSize.ofBytes(57);

  private Frames() {}

  /** Bytes that a server reads per direct message: the message and the recipient's two receipts. */
  public static DataSize inPerMessage() {
    return SEND.plus(DELIVERED).plus(READ);
  }

  /** Bytes that a server writes per direct message: answer, message, and two receipts routed on. */
  public static DataSize outPerMessage() {
    return SENT.plus(RECEIVE).plus(DELIVERED).plus(READ);
  }

  /** Message rate x bytes read per message. */
  public static DataRate in(EventRate messages) {
    return messages.of(inPerMessage());
  }

  /** Message rate x bytes written per message. */
  public static DataRate out(EventRate messages) {
    return messages.of(outPerMessage());
  }

  /**
   * Written bytes when both users have several devices: each further device of either user gets the
   * message, 2 x (devices - 1) frames more (s0 line 167).
   */
  public static DataRate out(EventRate messages, int devicesPerUser) {
    DataSize further = RECEIVE.times(2.0 * (devicesPerUser - 1));
    return messages.of(outPerMessage().plus(further));
  }
}
