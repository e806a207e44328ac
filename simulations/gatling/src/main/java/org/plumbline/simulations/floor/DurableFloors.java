package org.plumbline.simulations.floor;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.plumbline.floors.FloorFailure;
import org.plumbline.floors.FloorProcess;
import org.plumbline.floors.FloorProgram;
import org.plumbline.floors.FloorReading;
import org.plumbline.floors.Floors;
import org.plumbline.simulations.load.LoadContext;
import org.plumbline.simulations.load.LoadFailure;

/** The floors of what makes a message durable, the log and the store, open and warm. */
public final class DurableFloors implements AutoCloseable {

  private final Floors floors;
  private final FloorProcess kafka;
  private final FloorProcess cassandra;

  private DurableFloors(Floors floors, FloorProcess kafka, FloorProcess cassandra) {
    this.floors = floors;
    this.kafka = kafka;
    this.cassandra = cassandra;
  }

  /**
   * The floors of that load, not yet started.
   *
   * @param warmUp before a floor's first measurement
   * @param length of each measurement
   */
  public static Floors of(LoadContext context, Duration warmUp, Duration length) {
    Path logs = context.runFolder().resolve("load");
    return new Floors(NodeFlags.of(context), logs, warmUp, length);
  }

  /** Starts both and warms them up. */
  public static DurableFloors open(LoadContext context, Duration warmUp, Duration length)
      throws LoadFailure, InterruptedException {
    Floors floors = of(context, warmUp, length);
    try {
      FloorProcess kafka = floors.open(FloorProgram.kafka(address(context, LoadContext.KAFKA)));
      try {
        return new DurableFloors(
            floors,
            kafka,
            floors.open(FloorProgram.cassandra(address(context, LoadContext.CASSANDRA))));
      } catch (FloorFailure | InterruptedException | RuntimeException e) {
        kafka.close();
        throw e;
      }
    } catch (FloorFailure e) {
      throw new LoadFailure(String.valueOf(e.getMessage()), e);
    }
  }

  /** Host and port of that server. */
  public static String address(LoadContext context, String service) throws LoadFailure {
    URI uri = context.services().get(service);
    if (uri == null) {
      throw new LoadFailure(service + ": none in this environment (expected: its address)", null);
    }
    return uri.getAuthority();
  }

  /** Messages a second that the log alone takes. */
  public double kafka() throws LoadFailure, InterruptedException {
    return rate(kafka);
  }

  /** Messages a second that the store alone takes. */
  public double cassandra() throws LoadFailure, InterruptedException {
    return rate(cassandra);
  }

  private double rate(FloorProcess floor) throws LoadFailure, InterruptedException {
    try {
      FloorReading reading = floors.measure(floor);
      requireSound(floor.name(), reading);
      return reading.rate();
    } catch (FloorFailure e) {
      throw new LoadFailure(String.valueOf(e.getMessage()), e);
    }
  }

  /** A floor of which operations fail is none: it would flatter what is held against it. */
  static void requireSound(String name, FloorReading reading) throws LoadFailure {
    long failed = reading.count("failed");
    if (failed > 0 || reading.count("done") == 0) {
      throw new LoadFailure(
          "the floor "
              + name
              + ": "
              + failed
              + " operations failed, "
              + reading.count("done")
              + " succeeded (expected: none and some)",
          null);
    }
  }

  @Override
  public void close() {
    for (FloorProcess floor : List.of(cassandra, kafka)) {
      floor.close();
    }
  }
}
