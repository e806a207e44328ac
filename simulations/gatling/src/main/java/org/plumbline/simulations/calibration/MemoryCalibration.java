package org.plumbline.simulations.calibration;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.simulations.load.Account;
import org.plumbline.simulations.load.AccountDesk;
import org.plumbline.simulations.load.LoadFailure;

/**
 * What an idle authenticated connection costs a node: sockets are opened and closed again some
 * times, and the live heap with and without them is compared.
 */
public final class MemoryCalibration {

  private static final int DEVICES_PER_USER = 25;
  private static final int LOGINS_AT_ONCE = 4;
  private static final Duration CLOSED_WITHIN = Duration.ofSeconds(20);
  private static final long LOOK_EVERY_MILLIS = 50;

  private final MeasuredNode node;
  private final int sockets;
  private final int repeats;
  private final InstantSource clock;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /**
   * Prepares the measurement.
   *
   * @param sockets how many at once; each costs one login beforehand
   * @param repeats how often they are opened
   */
  public MemoryCalibration(MeasuredNode node, int sockets, int repeats, InstantSource clock) {
    if (sockets < 1 || repeats < 1) {
      throw new IllegalArgumentException(
          "sockets: " + sockets + ", repeats: " + repeats + " (expected: >= 1)");
    }
    this.node = node;
    this.sockets = sockets;
    this.repeats = repeats;
    this.clock = clock;
  }

  /**
   * Measures.
   *
   * @throws LoadFailure when the node does not take the sockets or cannot be asked for its heap
   */
  public Evidence measure(Consumer<String> progress) throws LoadFailure, InterruptedException {
    Instant started = clock.instant();
    progress.accept("calibration.memory: logging in " + sockets + " devices");
    List<Account> accounts = accounts(started);
    List<Double> heap = new ArrayList<>();
    List<Double> resident = new ArrayList<>();
    // The first time also pays for classes and pools that the node keeps: it is not counted.
    for (int repeat = 0; repeat <= repeats; repeat++) {
      progress.accept("calibration.memory: " + sockets + " idle sockets, round " + repeat);
      double connectionsBefore = connections();
      long heapBefore = LiveHeap.bytes(node.pid());
      long residentBefore = node.residentBytes().getAsLong();
      try (IdleSockets open = IdleSockets.open(node.address(), accounts)) {
        long heapWith = LiveHeap.bytes(node.pid());
        long residentWith = node.residentBytes().getAsLong();
        if (repeat > 0) {
          heap.add((double) (heapWith - heapBefore) / open.count());
          resident.add((double) (residentWith - residentBefore) / open.count());
        }
      }
      awaitConnections(connectionsBefore);
    }
    return evidence(started, heap, resident);
  }

  private List<Account> accounts(Instant started) throws LoadFailure, InterruptedException {
    String prefix = "idle-" + Long.toString(started.toEpochMilli(), 36);
    Map<String, List<String>> devices = new LinkedHashMap<>();
    for (int user = 0; user * DEVICES_PER_USER < sockets; user++) {
      int count = Math.min(DEVICES_PER_USER, sockets - user * DEVICES_PER_USER);
      devices.put(
          prefix + "-" + user, IntStream.range(0, count).mapToObj(n -> "device-" + n).toList());
    }
    try (AccountDesk desk = new AccountDesk(List.of(node.address()), LOGINS_AT_ONCE)) {
      return desk.open(devices);
    }
  }

  private double connections() throws LoadFailure, InterruptedException {
    try {
      return Counters.read(http, node.metrics()).sum("messenger_connections");
    } catch (IOException e) {
      throw new LoadFailure("the node cannot be measured: " + e.getMessage(), e);
    }
  }

  private void awaitConnections(double wanted) throws LoadFailure, InterruptedException {
    Instant until = clock.instant().plus(CLOSED_WITHIN);
    while (connections() > wanted) {
      if (clock.instant().isAfter(until)) {
        throw new LoadFailure(
            node.address().id() + " still counts closed sockets after " + CLOSED_WITHIN, null);
      }
      Thread.sleep(LOOK_EVERY_MILLIS);
    }
  }

  private Evidence evidence(Instant started, List<Double> heap, List<Double> resident) {
    SortedMap<String, Figure> figures = new TreeMap<>();
    figures.put("bytes_per_connection", RatioEstimate.mean(heap, "B"));
    figures.put("resident_bytes_per_connection", RatioEstimate.mean(resident, "B"));
    return new Evidence(
        Evidence.SCHEMA,
        "calibration.memory",
        "calibration",
        started,
        clock.instant(),
        Map.of(
            "sockets",
            Integer.toString(sockets),
            "repeats",
            Integer.toString(repeats),
            "devices_per_user",
            Integer.toString(DEVICES_PER_USER),
            "node",
            node.address().id()),
        figures,
        List.of(),
        List.of(
            "Live objects of the node's heap after a full collection, with the sockets minus"
                + " without, per socket. Kernel buffers and native memory are not in it.",
            "Measured over "
                + sockets
                + " connections: a slope over so few holds any fixed cost that comes with the"
                + " first of them, and says nothing about 100,000.",
            "Resident memory moves by whole regions that the collector keeps or returns: over so"
                + " few connections its figure is an indication only."),
        List.of());
  }
}
