package org.plumbline.client;

import java.util.concurrent.Semaphore;
import org.plumbline.protocol.FrameCodec;
import org.plumbline.protocol.MalformedFrame;

/**
 * What a wire tells its owner, on the owner's strand: frames, of which it may be so many ahead, and
 * its end, once.
 */
final class Passage {

  private final Wire wire;
  private final Strand strand;
  private final Wire.Owner owner;
  private final Semaphore readAhead;
  private boolean ended;

  Passage(Wire wire, Strand strand, Wire.Owner owner, int readAheadMax) {
    this.wire = wire;
    this.strand = strand;
    this.owner = owner;
    this.readAhead = new Semaphore(readAheadMax);
  }

  /** Waits until one more frame may be ahead of the strand; each is then passed. */
  void awaitRoom() throws InterruptedException {
    readAhead.acquire();
  }

  /** Passes a frame for which there is room. */
  void pass(byte[] utf8, long nanos) {
    strand.execute(
        () -> {
          readAhead.release();
          try {
            owner.received(wire, FrameCodec.decodeServer(utf8), nanos);
          } catch (MalformedFrame e) {
            owner.unreadable(wire, String.valueOf(e.getMessage()), nanos);
          }
        });
  }

  /** Tells the owner that the wire has ended, unless it knows. */
  void end(Disconnect cause, long nanos) {
    strand.execute(
        () -> {
          if (!ended) {
            ended = true;
            owner.ended(wire, cause, nanos);
          }
        });
  }

  /** Whether the owner knows the end; on the strand. */
  boolean isEnded() {
    return ended;
  }

  /** The owner itself ends it; on the strand. */
  void endedByOwner() {
    ended = true;
  }
}
