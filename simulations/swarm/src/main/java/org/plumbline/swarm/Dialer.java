package org.plumbline.swarm;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Connects sockets from many local addresses, and asks for the upgrade. */
final class Dialer {

  /** What may wait to be written before a message counts as not written. */
  private static final int WAITING_BYTES_MAX = 1 << 20;

  /** RFC 6455 asks for a random key so that a cache notices itself; there is none in between. */
  private static final String KEY = "c3dhcm0gb2Ygc29ja2V0cw==";

  private static final byte[] AUTHORIZATION = FrameScan.ascii("Authorization: Bearer ");
  private static final byte[] LINE_END = FrameScan.ascii("\r\n");

  private final Transport transport;
  private final List<InetSocketAddress> targets = new ArrayList<>();
  private final List<InetSocketAddress> sources = new ArrayList<>();
  private final List<byte[]> heads = new ArrayList<>();

  Dialer(HolderPlan plan, Transport transport) {
    this.transport = transport;
    for (URI target : plan.targets()) {
      targets.add(new InetSocketAddress(target.getHost(), target.getPort()));
      heads.add(
          FrameScan.ascii(
              "GET "
                  + (target.getRawPath().isEmpty() ? "/" : target.getRawPath())
                  + " HTTP/1.1\r\nHost: "
                  + target.getRawAuthority()
                  + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13"
                  + "\r\nSec-WebSocket-Key: "
                  + KEY
                  + "\r\n"));
    }
    for (String source : plan.sources()) {
      sources.add(new InetSocketAddress(source, 0));
    }
  }

  /** Begins to connect; what fails is told to the socket. */
  void dial(SwarmSocket socket) {
    Channel channel;
    try {
      channel = transport.channel();
    } catch (ChannelException e) {
      socket.refuseChannel(String.valueOf(e.getMessage()));
      return;
    }
    channel.config().setOption(ChannelOption.TCP_NODELAY, true);
    channel
        .config()
        .setOption(
            ChannelOption.WRITE_BUFFER_WATER_MARK,
            new WriteBufferWaterMark(WAITING_BYTES_MAX / 2, WAITING_BYTES_MAX));
    // The sweep looks for attempts that take too long: no timer for each.
    channel.config().setOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0);
    var _ = channel.pipeline().addLast(socket);
    socket.begin(channel);
    var _ =
        transport
            .loop()
            .register(channel)
            .addListener(
                registered -> {
                  if (!registered.isSuccess()) {
                    socket.fail(channel, String.valueOf(registered.cause()));
                    return;
                  }
                  connect(socket, channel);
                });
  }

  private void connect(SwarmSocket socket, Channel channel) {
    InetSocketAddress target = targets.get(socket.target);
    InetSocketAddress source = sources.get(socket.number % sources.size());
    boolean loopback = target.getAddress() != null && target.getAddress().isLoopbackAddress();
    var connected = loopback ? channel.connect(target, source) : channel.connect(target);
    var _ =
        connected.addListener(
            done -> {
              if (!done.isSuccess()) {
                socket.fail(channel, cause(done.cause()));
              }
            });
  }

  /** Addresses differ from socket to socket: the kind of failure is what is counted. */
  private static String cause(@Nullable Throwable failure) {
    if (failure == null) {
      return "unknown";
    }
    String text = String.valueOf(failure.getMessage());
    int slash = text.indexOf('/');
    return (slash < 0 ? text : text.substring(0, slash)).strip();
  }

  ByteBuf request(SwarmSocket socket, byte @Nullable [] token, ByteBufAllocator allocator) {
    byte[] head = heads.get(socket.target);
    ByteBuf out = allocator.buffer(head.length + 256).writeBytes(head);
    if (token != null) {
      out.writeBytes(AUTHORIZATION).writeBytes(token).writeBytes(LINE_END);
    }
    return out.writeBytes(LINE_END);
  }
}
