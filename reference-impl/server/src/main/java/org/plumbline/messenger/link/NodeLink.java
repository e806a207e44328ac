package org.plumbline.messenger.link;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.directory.NodeRegistry;
import org.plumbline.protocol.CloseCode;
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
   * @param frame UTF-8 JSON; or, to close the named sessions and older ones of their devices, the
   *     close code alone as a close frame carries it: two bytes, RFC 6455 section 5.5.1
   * @param acceptedAtMillis when the message was accepted, in milliseconds since 1970; 0 when the
   *     frame is not a message's first delivery and its latency does not count
   */
  record Handover(byte[] frame, long acceptedAtMillis, List<Target> targets) {

    private static final int CODE_BYTES = 2;

    /** The end of these sessions and of older ones of their devices. */
    public static Handover closing(CloseCode code, List<Target> targets) {
      byte[] number = {(byte) (code.code() >>> 8), (byte) code.code()};
      return new Handover(number, 0, targets);
    }

    /** With which code the sessions are to be closed; empty when there is a frame for them. */
    public Optional<CloseCode> closeCode() {
      if (frame.length != CODE_BYTES) {
        return Optional.empty();
      }
      int number = Byte.toUnsignedInt(frame[0]) << 8 | Byte.toUnsignedInt(frame[1]);
      return Arrays.stream(CloseCode.values()).filter(code -> code.code() == number).findFirst();
    }
  }

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
