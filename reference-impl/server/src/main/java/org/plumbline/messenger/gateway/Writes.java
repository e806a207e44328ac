package org.plumbline.messenger.gateway;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import jakarta.inject.Singleton;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The writes of each event loop. */
@Singleton
final class Writes {
  private final ConcurrentMap<EventLoop, LoopWrites> loops = new ConcurrentHashMap<>();
  private final GatewayMeters meters;

  Writes(GatewayMeters meters) {
    this.meters = meters;
  }

  LoopWrites of(Channel channel) {
    return loops.computeIfAbsent(channel.eventLoop(), loop -> new LoopWrites(loop, meters));
  }
}
