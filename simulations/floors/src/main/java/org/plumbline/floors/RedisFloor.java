package org.plumbline.floors;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Pipelined writes and reads, as {@code redis-benchmark -P 16} does them: how many operations a
 * second Redis could serve if nothing else were done. Half are SET, half GET. It counts {@code
 * done}, {@code round_trips} and {@code failed}.
 */
final class RedisFloor implements Floor {

  static final Set<String> ARGUMENTS = Set.of("uri", "connections", "depth", "value_bytes");

  private static final int KEYS = 10_000;

  private final List<Jedis> connections;
  private final int depth;
  private final String value;
  private final ExecutorService each;
  private final LongAdder done = new LongAdder();
  private final LongAdder roundTrips = new LongAdder();
  private final LongAdder failed = new LongAdder();

  private RedisFloor(List<Jedis> connections, int depth, String value) {
    this.connections = List.copyOf(connections);
    this.depth = depth;
    this.value = value;
    this.each = Executors.newFixedThreadPool(connections.size());
  }

  /**
   * Asks when it is asked to, until standard input ends. Arguments: {@code uri}
   * (redis://host:port), {@code connections} (2), {@code depth} of a pipeline (16), {@code
   * value_bytes} (64).
   */
  public static void main(String[] words) {
    System.exit(Conversation.hold("RedisFloor", words, ARGUMENTS, RedisFloor::open));
  }

  static RedisFloor open(Arguments arguments) {
    String uri = arguments.text("uri", null);
    if (!uri.matches("redis://[^/]+:\\d{1,5}/?")) {
      throw new IllegalArgumentException("uri: " + uri + " (expected: redis://host:port)");
    }
    int count = arguments.number("connections", 2, 1, 256);
    int depth = arguments.number("depth", 16, 1, 1_024);
    String value = "v".repeat(arguments.number("value_bytes", 64, 1, 100_000));
    List<Jedis> connections = new ArrayList<>();
    try {
      for (int connection = 0; connection < count; connection++) {
        Jedis jedis = new Jedis(URI.create(uri));
        connections.add(jedis);
        var _ = jedis.ping();
      }
    } catch (JedisException e) {
      connections.forEach(Jedis::close);
      throw new IllegalStateException("uri: " + uri + " (expected: a reachable Redis)", e);
    }
    return new RedisFloor(connections, depth, value);
  }

  @Override
  public String address() {
    return "";
  }

  @Override
  public void work(Duration length) throws InterruptedException {
    long until = System.nanoTime() + length.toNanos();
    List<Callable<Void>> tasks = new ArrayList<>();
    for (int connection = 0; connection < connections.size(); connection++) {
      int number = connection;
      tasks.add(
          () -> {
            ask(number, until);
            return null;
          });
    }
    for (Future<Void> task : each.invokeAll(tasks)) {
      try {
        task.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("Redis no longer answers", e);
      }
    }
  }

  private void ask(int connection, long until) {
    Pipeline pipeline = connections.get(connection).pipelined();
    int next = connection;
    while (System.nanoTime() - until < 0) {
      for (int operation = 0; operation < depth; operation++) {
        String key = "floor:" + next;
        var _ = operation % 2 == 0 ? pipeline.set(key, value) : pipeline.get(key);
        // The GET reads what the SET before it has written.
        next = (next + operation % 2 * connections.size()) % KEYS;
      }
      List<Object> answers = pipeline.syncAndReturnAll();
      roundTrips.increment();
      long refused = answers.stream().filter(JedisException.class::isInstance).count();
      failed.add(refused);
      done.add(answers.size() - refused);
    }
  }

  @Override
  public Map<String, Long> counts() {
    return Map.of("done", done.sum(), "failed", failed.sum(), "round_trips", roundTrips.sum());
  }

  @Override
  public void close() {
    each.shutdownNow();
    connections.forEach(Jedis::close);
  }
}
