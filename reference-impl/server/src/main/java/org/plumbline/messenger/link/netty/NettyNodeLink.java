package org.plumbline.messenger.link.netty;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Requires;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.directory.NodeRegistry;
import org.plumbline.messenger.link.NodeLink;
import org.plumbline.messenger.node.LinkAddress;

/**
 * One TCP connection to each node that this node hands frames to. What is for itself takes the same
 * event loop, and no connection.
 */
@Singleton
@Requires(property = "messenger.servers", value = "real")
public final class NettyNodeLink implements NodeLink, AutoCloseable {

  private record Peer(String id, long incarnation) {}

  private final LinkConfig config;
  private final LinkAddress address;
  private final Map<String, String> detours;
  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final Map<Peer, LinkCaller> callers = new ConcurrentHashMap<>();
  private final Counter batches;
  private final Counter deliveries;
  private final Counter bytes;
  private @Nullable LinkListener listener;
  private volatile @Nullable Receiver own;

  public NettyNodeLink(LinkConfig config, LinkAddress address, MeterRegistry meters) {
    if (config.secret().length() < 16) {
      throw new IllegalArgumentException(
          "messenger.link.secret: "
              + config.secret().length()
              + " characters (expected: at least 16, the same on all nodes)");
    }
    this.config = config;
    this.address = address;
    this.detours = config.detours();
    this.batches = meters.counter("messenger.link.batches");
    this.deliveries = meters.counter("messenger.link.deliveries");
    this.bytes = meters.counter("messenger.link.bytes");
  }

  @Override
  public synchronized void listen(Receiver receiver) {
    listener = new LinkListener(address, config.secret(), group, receiver);
    own = receiver;
  }

  @Override
  public CompletableFuture<@Nullable Void> hand(NodeRegistry.Node node, List<Handover> batch) {
    batches.increment();
    deliveries.increment(batch.size());
    Receiver here = own;
    return here != null && isThisNode(node) ? handTo(here, batch) : caller(node).hand(batch);
  }

  private boolean isThisNode(NodeRegistry.Node node) {
    return node.linkPort() == address.port()
        && node.host().equals(address.host())
        && !detours.containsKey(node.id());
  }

  private CompletableFuture<@Nullable Void> handTo(Receiver here, List<Handover> batch) {
    try {
      return CompletableFuture.runAsync(() -> here.arrive(batch), group.next())
          .<@Nullable Void>thenApply(_ -> null);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedFuture(new LinkBroken("this node stops: " + e.getMessage()));
    }
  }

  private LinkCaller caller(NodeRegistry.Node node) {
    Peer peer = new Peer(node.id(), node.incarnation());
    LinkCaller known = callers.get(peer);
    if (known != null) {
      return known;
    }
    // A node that started anew listens elsewhere: the link to its former life ends.
    callers
        .entrySet()
        .removeIf(
            each -> {
              boolean former = each.getKey().id().equals(node.id());
              if (former) {
                each.getValue().close();
              }
              return former;
            });
    return callers.computeIfAbsent(peer, _ -> open(node));
  }

  private LinkCaller open(NodeRegistry.Node node) {
    String detour = detours.get(node.id());
    if (detour == null) {
      return new LinkCaller(node.host(), node.linkPort(), config, group.next(), bytes);
    }
    int colon = detour.lastIndexOf(':');
    return new LinkCaller(
        detour.substring(0, colon),
        Integer.parseInt(detour.substring(colon + 1)),
        config,
        group.next(),
        bytes);
  }

  @Override
  public synchronized void close() {
    LinkListener listening = listener;
    if (listening != null) {
      listening.close();
    }
    callers.values().forEach(LinkCaller::close);
    var _ = group.shutdownGracefully(0, 2, TimeUnit.SECONDS);
  }
}
