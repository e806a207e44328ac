package org.plumbline.simulations.onetoone;

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
 * @param seats file of the seats, with their tokens
 * @param tally where its tally goes
 * @param latencyFolder where its histograms go
 */
record GeneratorPlan(
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

  static final String DELIVERY_LOG = "one_to_one.delivery.hlog";
  static final String ACKNOWLEDGED_LOG = "one_to_one.acknowledged.hlog";
  static final String LAG_LOG = "one_to_one.scheduling_lag.hlog";

  /** Enough slices to see the spread between them, few enough to hold some messages each. */
  private static final int SLICES = 20;

  private static final ObjectMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  static GeneratorPlan of(
      LoadProfile profile, long seed, Path seats, Path tally, Path latencyFolder) {
    return new GeneratorPlan(
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
