package org.plumbline.messenger.link;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.directory.NodeRegistry;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.UserId;

/** Hands frames to the node that holds the recipients' sessions. Never blocks. */
public interface NodeLink {

  /**
   * Hands a batch over, in the order of the calls for each node.
   *
   * @return completes when the node has offered each frame to its sessions or found them gone;
   *     fails with {@link LinkBroken} when it is not known that it did
   */
  CompletableFuture<@Nullable Void> hand(NodeRegistry.Node node, List<Handover> batch);

  /** Starts to take batches for this node. */
  void listen(Receiver receiver);

  /** What arrives at a node. */
  interface Receiver {
    /** Offers each frame to its sessions; called in the order of the batches of each sender. */
    void arrive(List<Handover> batch);
  }

  /**
   * One frame for sessions of one node, or the end of older sessions.
   *
   * @param frame UTF-8 JSON; empty to close the named sessions as replaced by a newer one
   * @param acceptedAtMillis when the message was accepted, in milliseconds since 1970; 0 when the
   *     frame is not a message's first delivery and its latency does not count
   */
  record Handover(byte[] frame, long acceptedAtMillis, List<Target> targets) {}

  /** A session by its device and epoch: one of another epoch is not meant. */
  record Target(UserId user, DeviceId device, long epoch) {}

  /** The link broke, or the node did not answer in time. */
  final class LinkBroken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LinkBroken(String message) {
      super(message);
    }
  }
}
