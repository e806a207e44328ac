package org.plumbline.simulations.onetoone;

import java.net.URI;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/**
 * One device's place in the load: one socket.
 *
 * @param pair number of the two users who write to one another
 * @param side 0 or 1: which of the two
 * @param device 0 for the device that sends, 1 for the user's second device
 * @param user the user's id
 * @param deviceId the device's id
 * @param node id of the node that the socket goes to
 * @param uri the node's WebSocket address
 * @param token the bearer token; a secret
 */
record Seat(
    int pair,
    int side,
    int device,
    String user,
    String deviceId,
    String node,
    URI uri,
    String token) {

  /** How many devices a pair can have, and so how many lanes there are. */
  static final int LANES = 4;

  /** The devices of one lane are in pairs of their own: thread and lane name one device. */
  int lane() {
    return lane(side, device);
  }

  static int lane(int side, int device) {
    return side * 2 + device;
  }

  boolean sends() {
    return device == 0;
  }

  /** Senders are numbered through the pairs, both sides of each. */
  int sender() {
    return pair * 2 + side;
  }

  static ThreadId threadOf(Seat one, Seat other) {
    return ThreadId.direct(new UserId(one.user()), new UserId(other.user()));
  }

  @Override
  public String toString() {
    return user + "/" + deviceId + "@" + node;
  }
}
