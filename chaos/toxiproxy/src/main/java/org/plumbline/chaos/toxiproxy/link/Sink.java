package org.plumbline.chaos.toxiproxy.link;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.plumbline.chaos.toxiproxy.toxic.Chunk;

/** Writes into the destination's socket, and closes it after the last byte. */
final class Sink implements Receiver {
  private final Channel destination;
  private final LongConsumer sentBytes;
  private @Nullable ChannelFuture lastWrite;

  Sink(Channel destination, LongConsumer sentBytes) {
    this.destination = destination;
    this.sentBytes = sentBytes;
  }

  @Override
  public boolean hasRoom() {
    // A destination that is gone takes everything, so that its source can be drained and closed.
    return destination.isWritable() || !destination.isActive();
  }

  @Override
  public void offer(Chunk chunk) {
    if (!destination.isActive()) {
      chunk.release();
      return;
    }
    long length = chunk.length();
    lastWrite = destination.writeAndFlush(chunk.data());
    var _ =
        lastWrite.addListener(
            written -> {
              if (written.isSuccess()) {
                sentBytes.accept(length);
              }
            });
  }

  @Override
  public void end() {
    if (lastWrite == null) {
      var _ = destination.close();
    } else {
      var _ = lastWrite.addListener(ChannelFutureListener.CLOSE);
    }
  }
}
