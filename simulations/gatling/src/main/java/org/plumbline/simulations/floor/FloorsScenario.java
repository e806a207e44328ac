package org.plumbline.simulations.floor;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.floors.FloorFailure;
import org.plumbline.floors.FloorProcess;
import org.plumbline.floors.FloorProgram;
import org.plumbline.floors.FloorReading;
import org.plumbline.floors.Floors;
import org.plumbline.simulations.driver.LoadReport;
import org.plumbline.simulations.load.LoadContext;
import org.plumbline.simulations.load.LoadFailure;
import org.plumbline.simulations.load.LoadScenario;

/**
 * The floors alone: what log, store and directory take from a bare driver, with the nodes idle
 * beside them. They take turns, so that a machine that slows down slows all of them.
 */
public final class FloorsScenario implements LoadScenario {

  /** The scenario's name. */
  public static final String NAME = "floors";

  private final InstantSource clock;

  /** A scenario on this clock. */
  public FloorsScenario(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Evidence run(LoadContext context) throws LoadFailure, InterruptedException {
    Instant started = clock.instant();
    Duration length = length(context);
    int repeats = repeats(context);
    Floors floors = DurableFloors.of(context, length, length);
    Map<FloorProcess, List<FloorReading>> readings = new LinkedHashMap<>();
    try {
      for (FloorProgram program : programs(context)) {
        context.progress().accept(NAME + ": warming up " + program.name());
        readings.put(floors.open(program), new ArrayList<>());
      }
      for (int repeat = 1; repeat <= repeats; repeat++) {
        context.progress().accept(NAME + ": " + repeat + "/" + repeats);
        for (Map.Entry<FloorProcess, List<FloorReading>> floor : readings.entrySet()) {
          FloorReading reading = floors.measure(floor.getKey());
          DurableFloors.requireSound(floor.getKey().name(), reading);
          floor.getValue().add(reading);
        }
      }
    } catch (FloorFailure e) {
      throw new LoadFailure(String.valueOf(e.getMessage()), e);
    } finally {
      readings.keySet().forEach(FloorProcess::close);
    }
    return evidence(context, readings, started);
  }

  private static List<FloorProgram> programs(LoadContext context) throws LoadFailure {
    return List.of(
        FloorProgram.kafka(DurableFloors.address(context, LoadContext.KAFKA)),
        FloorProgram.cassandra(DurableFloors.address(context, LoadContext.CASSANDRA)),
        FloorProgram.redis(
            URI.create("redis://" + DurableFloors.address(context, LoadContext.REDIS))));
  }

  private Evidence evidence(
      LoadContext context, Map<FloorProcess, List<FloorReading>> readings, Instant started) {
    SortedMap<String, Figure> figures = new TreeMap<>();
    readings.forEach(
        (floor, some) -> {
          String name = floor.name();
          List<Double> rates = some.stream().map(FloorReading::rate).toList();
          List<Double> micros =
              some.stream()
                  .map(reading -> reading.cpuSeconds() * 1e6 / reading.count("done"))
                  .toList();
          FloorFigures.add(figures, name + "_floor", rates, "1/s");
          FloorFigures.add(figures, name + "_floor_driver_cpu_us", micros, "us");
        });
    return new LoadReport(NAME, context)
        .set("repeats", repeats(context))
        .set("length", length(context))
        .set("jvm_flags", String.join(" ", NodeFlags.of(context)))
        .putAll(figures)
        .find(
            Finding.of(
                "no_operation_failed",
                Outcome.HELD,
                "Every operation of every floor was confirmed by its server."))
        .note(
            "Operations a second of one bare driver in a process of its own, with the nodes idle"
                + " beside it: Kafka records of a message's size confirmed by all replicas, rows of"
                + " a message's columns in Cassandra, SET and GET in pipelines of 16 to Redis.")
        .note("Medians over the repeats; the interval reaches from the least to the greatest.")
        .evidence(started, clock.instant());
  }

  private static int repeats(LoadContext context) {
    return switch (context.profile().name()) {
      case "full" -> 10;
      case "quick" -> 6;
      default -> 1;
    };
  }

  private static Duration length(LoadContext context) {
    return switch (context.profile().name()) {
      case "full" -> Duration.ofSeconds(10);
      case "quick" -> Duration.ofSeconds(4);
      default -> Duration.ofSeconds(1);
    };
  }
}
