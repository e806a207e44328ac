package org.plumbline.capacity.formula;

import org.plumbline.capacity.quantity.DataSize;

/** What one message costs on the wire between clients and service. */
public final class Hops {
  private Hops() {}

  /** The frame that is sent, and the receipts of each delivery: B per message. */
  public static DataSize readPerMessage(DataSize sent, DataSize receipts, double deliveries) {
    return sent.plus(receipts.times(deliveries));
  }

  /**
   * The answer to the sender, a frame for each device of the recipients and each further device of
   * the sender (s0 line 167), and the receipts routed on to the sender: B per message.
   */
  public static DataSize writtenPerMessage(
      DataSize answer, DataSize delivered, DataSize receipts, double deliveries, double devices) {
    return answer
        .plus(delivered.times(deliveries * devices + devices - 1))
        .plus(receipts.times(deliveries));
  }
}
