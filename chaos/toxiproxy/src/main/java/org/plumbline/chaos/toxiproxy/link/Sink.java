package org.plumbline.chaos.toxiproxy.link;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import org.jspecify.annotations.Nullable;
import org.plumbline.chaos.toxiproxy.toxic.Chunk;

/** Writes into the destination's socket, and closes it after the last byte. */
final class Sink implements Receiver {
  private final Channel destination;
  private final Meter meter;
  private @Nullable ChannelFuture lastWrite;
  private long sentBytes;
  private boolean failed;
  private boolean ended;

  Sink(Channel destination, Meter meter) {
    this.destination = destination;
    this.meter = meter;
  }

  @Override
  public boolean hasRoom() {
    // A destination that is gone takes everything, so that its source can be drained and closed.
    return destination.isWritable() || !destination.isActive();
  }

  @Override
  public void offer(Chunk chunk) {
    if (!destination.isActive()) {
      failed = true;
      chunk.release();
      return;
    }
    long length = chunk.length();
    lastWrite = destination.writeAndFlush(chunk.data());
    var _ =
        lastWrite.addListener(
            written -> {
              if (written.isSuccess()) {
                sentBytes += length;
                meter.sent(length);
              } else {
                failed = true;
              }
            });
  }

  @Override
  public void end() {
    if (ended) {
      return;
    }
    ended = true;
    if (lastWrite == null) {
      close();
    } else {
      var _ = lastWrite.addListener(_ -> close());
    }
  }

  private void close() {
    count();
    var _ = destination.close();
  }

  /**
   * Both sockets are gone.
   *
   * @param lost whether the link still held bytes, which can never be written now
   */
  void abandon(boolean lost) {
    if (!ended) {
      ended = true;
      failed |= lost;
      count();
    }
  }

  /** As the original, only where no write failed. */
  private void count() {
    if (!failed) {
      meter.destinationEnded(sentBytes);
    }
  }
}
