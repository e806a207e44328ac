package org.plumbline.simulations.chat;

import java.net.URI;
import org.plumbline.protocol.ThreadId;

/**
 * One device's place in the load: one socket.
 *
 * @param chat number of the thread that the user writes in
 * @param member number of the user among the thread's
 * @param device 0 for the device that sends, 1 for the user's second device
 * @param thread the thread's id
 * @param user the user's id
 * @param deviceId the device's id
 * @param node id of the node that the socket goes to
 * @param uri the node's WebSocket address
 * @param token the bearer token; a secret
 */
record Seat(
    int chat,
    int member,
    int device,
    ThreadId thread,
    String user,
    String deviceId,
    String node,
    URI uri,
    String token) {

  static final int DEVICES_MAX = 2;

  /** The devices of one lane are in threads of their own: thread and lane name one device. */
  int lane() {
    return lane(member, device);
  }

  static int lane(int member, int device) {
    return member * DEVICES_MAX + device;
  }

  boolean sends() {
    return device == 0;
  }

  @Override
  public String toString() {
    return user + "/" + deviceId + "@" + node;
  }
}
