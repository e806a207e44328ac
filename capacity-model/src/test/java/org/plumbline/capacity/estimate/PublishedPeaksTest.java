package org.plumbline.capacity.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The model on a service of which inputs and outcome are published; docs/capacity.md shows it. */
class PublishedPeaksTest {
  private static final int HOURS = 24;

  @Test
  void shouldTakeThePeakFactorFromOtherData() throws IOException {
    double stated = Design.preset("whatsapp-2014").count("peak_factor").value().value();
    assertThat(stated).isCloseTo(peakFactor(), within(0.0005));
  }

  @ParameterizedTest
  @CsvSource({"message_rate_peak, 342_000", "delivery_rate_peak, 712_000"})
  void shouldFindThePublishedPeaksWithinTenPercent(String figure, String published) {
    double expected = Measure.COUNT.read(published);
    CapacityModel model = CapacityModel.of(Design.preset("whatsapp-2014"), Optional.empty());
    double found = model.calculate(model.inputs().centre()).value(figure);
    assertThat(found).isCloseTo(expected, within(0.1 * expected));
  }

  /** The busiest hour over the mean of a day in which each region lives by its own clock. */
  private static double peakFactor() throws IOException {
    JsonNode day;
    try (InputStream stream = PublishedPeaksTest.class.getResourceAsStream("day.yaml")) {
      day = new YAMLMapper().readTree(stream);
    }
    double[] local = new double[HOURS];
    Arrays.setAll(local, hour -> day.get("messages_by_hour").get(hour).asDouble());
    double[] world = new double[HOURS];
    for (JsonNode region : day.get("regions")) {
      int clock = region.get("clock").asInt();
      for (int hour = 0; hour < HOURS; hour++) {
        world[hour] += region.get("users").asDouble() * local[Math.floorMod(hour + clock, HOURS)];
      }
    }
    return Arrays.stream(world).max().orElseThrow() / Arrays.stream(world).average().orElseThrow();
  }
}
