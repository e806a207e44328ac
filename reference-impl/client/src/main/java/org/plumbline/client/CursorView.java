package org.plumbline.client;

import java.util.HashMap;
import java.util.Map;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.Status;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/**
 * How far other users have come, as this device shows it. A user's devices tell their cursors each
 * over its own node, so the slower one's comes behind a newer one: it moves nothing.
 */
final class CursorView {

  private record Owner(ThreadId thread, UserId user) {}

  private final int ownersMax;
  private final Map<Owner, Long> delivered = new HashMap<>();
  private final Map<Owner, Long> read = new HashMap<>();

  /** A view that remembers the cursors of so many users and threads; the rest always moves. */
  CursorView(int ownersMax) {
    this.ownersMax = ownersMax;
  }

  /** Takes a receipt in; whether a cursor moved. What was read was delivered. */
  boolean moves(ServerFrame.Receipt receipt) {
    Owner owner = new Owner(receipt.thread(), receipt.user());
    if (receipt.status() == Status.DELIVERED) {
      return rise(delivered, owner, receipt.upTo());
    }
    boolean moved = rise(read, owner, receipt.upTo());
    return rise(delivered, owner, receipt.upTo()) || moved;
  }

  private boolean rise(Map<Owner, Long> cursors, Owner owner, long upTo) {
    if (upTo <= cursors.getOrDefault(owner, Message.NONE)) {
      return false;
    }
    if (cursors.containsKey(owner) || cursors.size() < ownersMax) {
      cursors.put(owner, upTo);
    }
    return true;
  }
}
