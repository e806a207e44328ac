package org.plumbline.simulations.chat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.plumbline.simulations.load.LoadProfile;

/**
 * What the generator's process is told.
 *
 * @param name of the scenario, by which its files are called
 * @param seats file of the seats, with their tokens
 * @param tally where its tally goes
 * @param latencyFolder where its histograms go
 */
record GeneratorPlan(
    String name,
    long seed,
    double messagesPerSecond,
    long warmUpMillis,
    long durationMillis,
    long drainMaxMillis,
    String textLength,
    int slices,
    String seats,
    String tally,
    String latencyFolder) {

  /** Names the file of the plan to the generator's process. */
  static final String PROPERTY = "plumbline.load.plan";

  static final String DELIVERY = "delivery";
  static final String ACKNOWLEDGED = "acknowledged";
  static final String LAG = "scheduling_lag";

  /** Enough slices to see the spread between them, few enough to hold some messages each. */
  static final int SLICES = 20;

  private static final ObjectMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  static GeneratorPlan of(
      String name, LoadProfile profile, long seed, Path seats, Path tally, Path latencyFolder) {
    return new GeneratorPlan(
        name,
        seed,
        profile.messagesPerSecond(),
        profile.warmUp().toMillis(),
        profile.duration().toMillis(),
        profile.drainMax().toMillis(),
        profile.textLength().text(),
        SLICES,
        seats.toString(),
        tally.toString(),
        latencyFolder.toString());
  }

  /** The file of that latency, in the folder of the latencies. */
  static String log(String name, String latency) {
    return name + "." + latency + ".hlog";
  }

  String log(String latency) {
    return log(name, latency);
  }

  Duration warmUp() {
    return Duration.ofMillis(warmUpMillis);
  }

  Duration duration() {
    return Duration.ofMillis(durationMillis);
  }

  Duration drainMax() {
    return Duration.ofMillis(drainMaxMillis);
  }

  void write(Path file) throws IOException {
    Files.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
  }

  static GeneratorPlan read(Path file) throws IOException {
    return JSON.readValue(Files.readAllBytes(file), GeneratorPlan.class);
  }
}
