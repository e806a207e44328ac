package org.plumbline.simulations.fanout;

import java.util.Optional;
import org.plumbline.swarm.Sending;

/**
 * One who writes to many.
 *
 * @param process the swarm's process that has his socket
 * @param socket its number there
 * @param thread the group's thread; empty where a bare server sends on what he writes
 * @param recipients how many sockets get each of his messages
 */
record Voice(int process, int socket, Optional<String> thread, int recipients) {

  /** What that process is told of him. */
  Sending.To in(int other) {
    Optional<Integer> sender = other == process ? Optional.of(socket) : Optional.empty();
    return thread.isPresent()
        ? new Sending.Group(thread.get(), sender, recipients)
        : new Sending.Broadcast(sender, recipients);
  }
}
