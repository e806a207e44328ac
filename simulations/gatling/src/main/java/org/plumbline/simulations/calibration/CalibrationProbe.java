package org.plumbline.simulations.calibration;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.simulations.load.LoadFailure;
import org.plumbline.simulations.load.LoadPhase;
import org.plumbline.simulations.load.PhaseListener;

/**
 * What a message costs, from processor times and counters read during the steady phase of a load.
 *
 * <p>Use: {@link #idle} before the load if wanted, give the probe to the load as its phase
 * listener, then {@link #cpu()} and {@link #traffic()}. Not for two loads at once.
 */
public final class CalibrationProbe implements PhaseListener {

  private static final Duration STOP_WITHIN = Duration.ofSeconds(10);

  private final List<MeasuredNode> nodes;
  private final List<MeasuredProcess> others;
  private final Optional<URI> redis;
  private final Duration sampleEvery;
  private final InstantSource wallClock;
  private final LongSupplier clockNanos;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<Sample> samples = new ArrayList<>();

  private @Nullable Thread sampler;
  private volatile CountDownLatch steadyOver = new CountDownLatch(1);
  private volatile @Nullable String failure;
  private Instant started;
  private Instant ended;
  private double idleMicrosPerSecond = Double.NaN;

  /**
   * Prepares a probe.
   *
   * @param others data servers whose processor time is told beside that of the nodes
   * @param redis where Redis tells how many bytes it has read and written
   * @param sampleEvery how long a slice of the steady phase is; a reading costs each node some
   *     milliseconds
   */
  public CalibrationProbe(
      List<MeasuredNode> nodes,
      List<MeasuredProcess> others,
      Optional<URI> redis,
      Duration sampleEvery,
      InstantSource wallClock,
      LongSupplier clockNanos) {
    if (nodes.isEmpty()) {
      throw new IllegalArgumentException("nodes: none (expected: at least one)");
    }
    this.nodes = List.copyOf(nodes);
    this.others = List.copyOf(others);
    this.redis = redis;
    this.sampleEvery = sampleEvery;
    this.wallClock = wallClock;
    this.clockNanos = clockNanos;
    this.started = wallClock.instant();
    this.ended = started;
  }

  /** Measures for that long what the nodes use while nobody sends anything. */
  public void idle(Duration length) throws InterruptedException {
    double before = Sample.nodesCpuMicros(nodes);
    long from = clockNanos.getAsLong();
    Thread.sleep(length);
    double seconds = (clockNanos.getAsLong() - from) / 1e9;
    idleMicrosPerSecond = (Sample.nodesCpuMicros(nodes) - before) / seconds;
  }

  @Override
  public void phaseBegan(LoadPhase phase) {
    if (phase == LoadPhase.WARM_UP) {
      // The first reading is slow, and would count what happens while it is under way.
      sampler = Thread.ofVirtual().name("calibration").start(this::readOnce);
    } else if (phase == LoadPhase.STEADY) {
      synchronized (samples) {
        samples.clear();
      }
      started = wallClock.instant();
      steadyOver = new CountDownLatch(1);
      sampler = Thread.ofVirtual().name("calibration").start(this::sampleWhileSteady);
    } else if (phase == LoadPhase.DRAIN) {
      ended = wallClock.instant();
      steadyOver.countDown();
    }
  }

  /** Processor time per message. */
  public Evidence cpu() throws LoadFailure, InterruptedException {
    List<Sample> taken = taken();
    SortedMap<String, Figure> figures = new TreeMap<>();
    figures.put("server_cpu_us_per_message", perMessage(taken, Sample::nodesCpuMicros, "us"));
    for (MeasuredProcess other : others) {
      figures.put(
          other.name().replace('-', '_') + "_cpu_us_per_message",
          perMessage(
              taken, sample -> sample.othersCpuMicros().getOrDefault(other.name(), 0.0), "us"));
    }
    List<String> notes = new ArrayList<>();
    notes.add(
        "Processor time of all chat nodes divided by the messages that they accepted, both of the"
            + " steady phase. What a node does for itself, such as polling, is in it, and so is the"
            + " compilation of its code: a JVM that runs for a minute has not finished with it.");
    if (!Double.isNaN(idleMicrosPerSecond)) {
      figures.put("server_idle_cpu_us_per_second", Figure.of(idleMicrosPerSecond, "us/s", 1));
      figures.put(
          "server_cpu_us_per_message_above_idle",
          perMessage(
              taken,
              sample -> sample.nodesCpuMicros() - idleMicrosPerSecond * sample.nanos() / 1e9,
              "us"));
      notes.add("Above idle: without what the same nodes used before the load, with no sockets.");
    }
    return evidence("calibration.cpu", taken, figures, notes);
  }

  /** Frames and bytes per message: at the clients' sockets, and on the ways behind them. */
  public Evidence traffic() throws LoadFailure, InterruptedException {
    List<Sample> taken = taken();
    SortedMap<String, Figure> figures = new TreeMap<>();
    figures.put("frames_in_per_message", perMessage(taken, Sample::framesIn, "1"));
    figures.put("frames_out_per_message", perMessage(taken, Sample::framesOut, "1"));
    figures.put("bytes_in_per_message", perMessage(taken, Sample::bytesIn, "B"));
    figures.put("bytes_out_per_message", perMessage(taken, Sample::bytesOut, "B"));
    for (String hop : taken.getFirst().hops().keySet()) {
      if (taken.stream().allMatch(sample -> sample.hops().containsKey(hop))) {
        figures.put(
            hop, perMessage(taken, sample -> sample.hops().getOrDefault(hop, Double.NaN), "B"));
      }
    }
    return evidence(
        "calibration.traffic",
        taken,
        figures,
        List.of(
            "Payloads of WebSocket frames: neither their headers nor those of TCP and IP. The"
                + " heartbeats of the load's devices, one in 10 s, are in them.",
            "Behind them, in and out as the server sees it: what the nodes' clients of Kafka (the"
                + " log's alone) and of Cassandra count, what Redis counts, and what the nodes send"
                + " each other; what they do without messages is in it. All nodes together."));
  }

  private Evidence evidence(
      String id, List<Sample> taken, SortedMap<String, Figure> figures, List<String> notes) {
    Sample first = taken.getFirst();
    Sample last = taken.getLast();
    double messages = last.messages() - first.messages();
    double seconds = (last.nanos() - first.nanos()) / 1e9;
    figures.put("messages", Figure.of(messages, "1", taken.size() - 1));
    figures.put("rate", Figure.of(messages / seconds, "1/s", taken.size() - 1));
    List<String> allNotes = new ArrayList<>(notes);
    allNotes.add("Intervals: ratio estimate over slices of the steady phase, Student's t.");
    return new Evidence(
        Evidence.SCHEMA,
        id,
        "calibration",
        started,
        ended,
        Map.of(
            "nodes",
            Integer.toString(nodes.size()),
            "sample_every",
            sampleEvery.toString(),
            "slices",
            Integer.toString(taken.size() - 1)),
        figures,
        List.of(),
        allNotes,
        List.of());
  }

  private static Figure perMessage(
      List<Sample> taken, ToDoubleFunction<Sample> above, String unit) {
    List<RatioEstimate.Slice> slices = new ArrayList<>();
    for (int slice = 1; slice < taken.size(); slice++) {
      Sample from = taken.get(slice - 1);
      Sample to = taken.get(slice);
      slices.add(
          new RatioEstimate.Slice(
              above.applyAsDouble(to) - above.applyAsDouble(from),
              to.messages() - from.messages()));
    }
    return RatioEstimate.of(slices, unit);
  }

  private List<Sample> taken() throws LoadFailure, InterruptedException {
    Thread running = sampler;
    if (running != null) {
      running.join(STOP_WITHIN);
    }
    String cause = failure;
    if (cause != null) {
      throw new LoadFailure("the messenger could not be measured: " + cause, null);
    }
    synchronized (samples) {
      if (samples.size() < 2 || !(samples.getLast().messages() > samples.getFirst().messages())) {
        throw new LoadFailure(
            "the messenger could not be measured: no message was accepted in the steady phase of"
                + " the load",
            null);
      }
      return List.copyOf(samples);
    }
  }

  private void sampleWhileSteady() {
    try {
      take();
      while (!steadyOver.await(sampleEvery.toNanos(), TimeUnit.NANOSECONDS)) {
        take();
      }
      // The last slice ends with the phase, or a little later when a reading was under way.
      take();
    } catch (IOException | RuntimeException e) {
      failure = String.valueOf(e.getMessage());
    } catch (InterruptedException e) {
      failure = "interrupted";
      Thread.currentThread().interrupt();
    }
  }

  private void readOnce() {
    try {
      for (MeasuredNode node : nodes) {
        var _ = Counters.read(http, node.metrics());
      }
    } catch (IOException e) {
      failure = String.valueOf(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void take() throws IOException, InterruptedException {
    Sample sample = Sample.take(http, nodes, others, redis, clockNanos);
    synchronized (samples) {
      samples.add(sample);
    }
  }
}
