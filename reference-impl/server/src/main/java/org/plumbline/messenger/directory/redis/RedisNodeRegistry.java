package org.plumbline.messenger.directory.redis;

import io.micronaut.context.annotation.Requires;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.directory.DirectoryUnavailable;
import org.plumbline.messenger.directory.NodeRefused;
import org.plumbline.messenger.directory.NodeRegistry;
import org.plumbline.messenger.directory.redis.RedisServer.Operation;
import org.plumbline.messenger.node.LinkAddress;
import org.plumbline.messenger.node.NodeConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The nodes that live, as Redis knows them. One thread renews the view about every second. */
@Singleton
@Requires(property = "messenger.servers", value = "real")
public final class RedisNodeRegistry implements NodeRegistry, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RedisNodeRegistry.class);
  private static final String NODE_KEY = "node:";
  private static final String NODES_KEY = "nodes";
  private static final String NUMBER_KEY = "node_number:";
  private static final Long NUMBER_TAKEN = 2L;
  private static final long UNKNOWN_NODE_VIEW_NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(200);
  private static final Script ANNOUNCE = Script.of(RedisNodeRegistry.class, "announce.lua");
  private static final Script WITHDRAW = Script.of(RedisNodeRegistry.class, "withdraw.lua");
  private static final Script NODES = Script.of(RedisNodeRegistry.class, "nodes.lua");

  private final RedisServer redis;
  private final NodeConfig node;
  private final LinkAddress link;
  private final Duration refresh;
  private final LongSupplier nanoTime;
  private final ReentrantLock announcing = new ReentrantLock();
  private final ReentrantLock refreshing = new ReentrantLock();
  private final ScheduledExecutorService refresher =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("directory-nodes").factory());
  private final List<Runnable> onReachable = new CopyOnWriteArrayList<>();
  private volatile NodesView view;
  private volatile boolean reachable;
  private volatile long incarnation;
  private @Nullable String memory;

  @Inject
  public RedisNodeRegistry(
      RedisServer redis, RedisConfig config, NodeConfig node, LinkAddress link) {
    this(redis, config, node, link, System::nanoTime);
  }

  RedisNodeRegistry(
      RedisServer redis,
      RedisConfig config,
      NodeConfig node,
      LinkAddress link,
      LongSupplier nanoTime) {
    this.redis = redis;
    this.node = node;
    this.link = link;
    this.refresh = config.nodesRefresh();
    this.nanoTime = nanoTime;
    this.view = new NodesView(Map.of(), 0, nanoTime.getAsLong() - refresh.toNanos());
  }

  static String keyPrefix() {
    return NODE_KEY;
  }

  @PostConstruct
  void start() {
    var _ =
        refresher.scheduleWithFixedDelay(
            this::refreshOrKeep, 0, refresh.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public boolean announce() {
    announcing.lock();
    try {
      var answer =
          (List<?>)
              redis.call(
                  Operation.ANNOUNCE,
                  client ->
                      ANNOUNCE.run(
                          client,
                          List.of(NODE_KEY + node.id(), NODES_KEY, NUMBER_KEY + node.number()),
                          List.of(
                              node.id(),
                              Long.toString(incarnation),
                              Integer.toString(link.port()),
                              link.host(),
                              Long.toString(TIME_TO_LIVE_MILLIS),
                              Long.toString(NUMBER_KEPT_MILLIS))));
      if (NUMBER_TAKEN.equals(answer.get(0))) {
        throw NodeRefused.numberTaken(node.number(), String.valueOf(answer.get(1)));
      }
      if (!Long.valueOf(1).equals(answer.get(0))) {
        throw NodeRefused.replaced(node.id());
      }
      incarnation = Long.parseLong(String.valueOf(answer.get(1)));
      var before = memory;
      memory = String.valueOf(answer.get(2));
      addSelf();
      return before == null || before.equals(memory);
    } finally {
      announcing.unlock();
    }
  }

  private void addSelf() {
    refreshing.lock();
    try {
      view = view.with(new Node(node.id(), link.host(), link.port(), incarnation));
    } finally {
      refreshing.unlock();
    }
  }

  /** This start of the node. The first to ask announces it. */
  long incarnation() {
    if (incarnation == 0) {
      var _ = announce();
    }
    return incarnation;
  }

  @Override
  public void withdraw() {
    if (incarnation != 0) {
      var _ =
          redis.call(
              Operation.WITHDRAW,
              client ->
                  WITHDRAW.run(
                      client,
                      List.of(NODE_KEY + node.id(), NODES_KEY, NUMBER_KEY + node.number()),
                      List.of(node.id(), Long.toString(incarnation))));
    }
  }

  @Override
  public Map<String, Node> live() {
    return view.live();
  }

  /** Has this run by the thread that renews the view, each time after Redis has answered. */
  void onReachable(Runnable task) {
    onReachable.add(task);
  }

  /** Whether the last attempt to renew the view succeeded. */
  boolean isReachable() {
    return reachable;
  }

  /** Whether this entry counts, as far as the view knows. */
  boolean counts(Entry entry) {
    return view.counts(entry);
  }

  /**
   * Renews the view if it may be too old to tell whether these entries count.
   *
   * @throws DirectoryUnavailable when it could not be renewed
   */
  void refreshFor(Collection<Entry> entries) {
    if (entries.stream().anyMatch(this::mayBeOfNewNode)) {
      refreshing.lock();
      try {
        if (entries.stream().anyMatch(this::mayBeOfNewNode)) {
          view = read();
        }
      } finally {
        refreshing.unlock();
      }
    }
  }

  private boolean mayBeOfNewNode(Entry entry) {
    return view.mayPrecede(entry, nanoTime.getAsLong(), UNKNOWN_NODE_VIEW_NANOS_MAX);
  }

  /** Renews the view. */
  void refresh() {
    refreshing.lock();
    try {
      view = read();
    } finally {
      refreshing.unlock();
    }
  }

  private NodesView read() {
    var answer =
        (List<?>)
            redis.call(
                Operation.NODES,
                client -> NODES.run(client, List.of(NODES_KEY), List.of(NODE_KEY)));
    return NodesView.parse(answer, nanoTime.getAsLong());
  }

  private void refreshOrKeep() {
    try {
      refresh();
      if (!reachable) {
        LOG.info("The directory is reachable; {} nodes live.", view.live().size());
      }
      reachable = true;
      onReachable.forEach(Runnable::run);
    } catch (RuntimeException e) {
      if (reachable) {
        LOG.warn("The last view of the nodes is kept: {}", e.getMessage());
      }
      reachable = false;
    }
  }

  @Override
  @PreDestroy
  public void close() {
    refresher.shutdownNow();
  }
}
