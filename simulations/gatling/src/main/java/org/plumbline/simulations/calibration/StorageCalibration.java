package org.plumbline.simulations.calibration;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.compose.CassandraStorage;
import org.plumbline.compose.EnvironmentFailure;
import org.plumbline.simulations.load.LoadFailure;

/**
 * What a message costs on disk: the size of the messenger's keyspace after flush and compaction,
 * before and after a load, by the messages that were persisted in between.
 */
public final class StorageCalibration {

  private static final Duration COMPACT_WITHIN = Duration.ofSeconds(60);
  private static final Duration PERSISTED_WITHIN = Duration.ofSeconds(20);
  private static final long LOOK_EVERY_MILLIS = 100;

  /** What Cassandra is asked, so that a test need not run one. */
  public interface Storage {

    /** Bytes of the keyspace on disk, after flush and compaction. */
    long compactedBytes() throws EnvironmentFailure;
  }

  private final Storage storage;
  private final List<MeasuredNode> nodes;
  private final InstantSource clock;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private Instant started;
  private long bytesBefore;
  private double persistedBefore;

  /** Prepares the measurement. */
  public StorageCalibration(Storage storage, List<MeasuredNode> nodes, InstantSource clock) {
    this.storage = storage;
    this.nodes = List.copyOf(nodes);
    this.clock = clock;
    this.started = clock.instant();
  }

  /** The storage of a keyspace of the environment's Cassandra. */
  public static Storage keyspace(CassandraStorage cassandra, String keyspace) {
    return () -> {
      cassandra.flushAndCompact(keyspace, COMPACT_WITHIN);
      return cassandra.dataBytes(keyspace);
    };
  }

  /** Reads the state before the load. */
  public void before() throws EnvironmentFailure, LoadFailure, InterruptedException {
    started = clock.instant();
    bytesBefore = storage.compactedBytes();
    persistedBefore = sum("messenger_persisted_total");
  }

  /**
   * Reads the state after the load, once all accepted messages are persisted.
   *
   * @throws LoadFailure when nothing was persisted since {@link #before()}
   */
  public Evidence after() throws EnvironmentFailure, LoadFailure, InterruptedException {
    awaitPersisted();
    double persisted = sum("messenger_persisted_total") - persistedBefore;
    if (!(persisted > 0)) {
      throw new LoadFailure("bytes per message: no message was persisted in between", null);
    }
    long bytes = storage.compactedBytes() - bytesBefore;
    SortedMap<String, Figure> figures = new TreeMap<>();
    figures.put(
        "bytes_on_disk_per_message",
        Figure.of(bytes / persisted, "B", (int) Math.min(persisted, Integer.MAX_VALUE)));
    figures.put("messages", Figure.of(persisted, "1", 1));
    figures.put("bytes_before", Figure.of((double) bytesBefore, "B", 1));
    figures.put("bytes_after", Figure.of((double) (bytesBefore + bytes), "B", 1));
    return new Evidence(
        Evidence.SCHEMA,
        "calibration.storage",
        "calibration",
        started,
        clock.instant(),
        Map.of("nodes", Integer.toString(nodes.size())),
        figures,
        List.of(),
        List.of(
            "All tables of the keyspace and all components of their SSTables, one copy, compressed"
                + " as configured, after flush and a full compaction.",
            "Texts are drawn from a short list of words and compress better than real ones; the"
                + " fixed size of SSTable components weighs the more the fewer messages there"
                + " are."),
        List.of());
  }

  private void awaitPersisted() throws LoadFailure, InterruptedException {
    Instant until = clock.instant().plus(PERSISTED_WITHIN);
    double last = -1;
    double now = sum("messenger_persisted_total");
    // Still growing means still writing; the counters of accepted and persisted messages may be
    // of different nodes and lifetimes, so they are not compared.
    while ((now != last || sum("messenger_consumer_lag_records") > 0)
        && clock.instant().isBefore(until)) {
      Thread.sleep(LOOK_EVERY_MILLIS);
      last = now;
      now = sum("messenger_persisted_total");
    }
  }

  private double sum(String name) throws LoadFailure, InterruptedException {
    double sum = 0;
    for (MeasuredNode node : nodes) {
      try {
        sum += Counters.read(http, node.metrics()).sum(name);
      } catch (IOException e) {
        throw new LoadFailure("the node cannot be measured: " + e.getMessage(), e);
      }
    }
    return sum;
  }
}
