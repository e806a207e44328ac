package org.plumbline.chaos.toxiproxy.toxic;

import io.netty.buffer.ByteBuf;

/**
 * Bytes on their way through a link, at most 32 KiB.
 *
 * @param data owned by whoever holds the chunk, who passes it on or releases it
 * @param arrivedNanos when it came in, or when the last delay let it go, on the link's clock
 */
public record Chunk(ByteBuf data, long arrivedNanos) {

  public int length() {
    return data.readableBytes();
  }

  /** Takes the first bytes out of this chunk, without a copy. */
  public Chunk split(int length) {
    return new Chunk(data.readRetainedSlice(length), arrivedNanos);
  }

  public Chunk leavingAt(long nanos) {
    return new Chunk(data, nanos);
  }

  public void release() {
    data.release();
  }
}
