package org.plumbline.simulations.stub;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.plumbline.simulations.load.NodeAddress;

/** Some nodes with one shared memory. Faults are planted through {@link Faults}. */
public final class StubMessenger implements AutoCloseable {

  /**
   * What goes wrong on purpose.
   *
   * @param dropEvery every so many deliveries one is dropped; 0 for never
   * @param repeatEvery every so many deliveries one comes twice
   * @param swapEvery every so many deliveries one comes after its successor
   * @param welcomes false for sessions that never begin
   */
  public record Faults(int dropEvery, int repeatEvery, int swapEvery, boolean welcomes) {
    public static final Faults NONE = new Faults(0, 0, 0, true);
  }

  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());

  private final List<NodeAddress> nodes = new ArrayList<>();
  private final StubMemory memory;

  /** Starts the nodes on free ports of the loopback address. */
  public StubMessenger(int nodeCount, Faults faults) throws InterruptedException {
    memory = new StubMemory(faults);
    for (int node = 1; node <= nodeCount; node++) {
      String id = "node-" + node;
      Channel listener =
          new ServerBootstrap()
              .group(loops)
              .channel(NioServerSocketChannel.class)
              .childHandler(
                  new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                      channel
                          .pipeline()
                          .addLast(
                              new HttpServerCodec(),
                              new HttpObjectAggregator(65_536),
                              new StubHttp(memory, id));
                    }
                  })
              .bind("127.0.0.1", 0)
              .sync()
              .channel();

      int port = ((InetSocketAddress) listener.localAddress()).getPort();
      nodes.add(
          new NodeAddress(
              id,
              URI.create("http://127.0.0.1:" + port),
              URI.create("ws://127.0.0.1:" + port + "/ws")));
    }
  }

  /** Where the nodes are. */
  public List<NodeAddress> nodes() {
    return List.copyOf(nodes);
  }

  /** How many cursors devices have sent. */
  public long acknowledgements() {
    return memory.acknowledgements();
  }

  /** How many heartbeats devices have sent. */
  public long heartbeats() {
    return memory.heartbeats();
  }

  /** How many sessions are open now. */
  public int sessions() {
    return memory.sessions();
  }

  @Override
  public void close() {
    var _ = loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}
