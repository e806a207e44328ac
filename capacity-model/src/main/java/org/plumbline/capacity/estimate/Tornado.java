package org.plumbline.capacity.estimate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.plumbline.capacity.estimate.CapacityReport.Swing;
import org.plumbline.capacity.quantity.Numbers;

/**
 * What matters most: each uncertain input alone goes from its 5% to its 95% quantile while all
 * others stay at their centre, and the inputs are ranked by how far a figure swings.
 */
final class Tornado {
  /** The figures that cost money. */
  private static final Set<String> WATCHED =
      Set.of("servers_needed", "storage_total", "client_out_peak", "cost_total");

  private Tornado() {}

  static List<Swing> of(CapacityModel model) {
    Figures centre = model.calculate(model.inputs().centre());
    List<Swing> swings = new ArrayList<>();
    for (DesignInput input : model.inputs().inputs().values()) {
      if (input.isUncertain()) {
        Figures low = at(model, input, Sampling.LOW);
        Figures high = at(model, input, Sampling.HIGH);
        centre.all().stream()
            .filter(found -> WATCHED.contains(found.id()))
            .filter(found -> low.value(found.id()) != high.value(found.id()))
            .forEach(found -> swings.add(swing(found, input, low, high)));
      }
    }
    swings.sort(
        Comparator.comparing(Swing::figure)
            .thenComparing(Comparator.comparingDouble(Swing::swing).reversed()));
    return swings;
  }

  private static Figures at(CapacityModel model, DesignInput moved, double quantile) {
    return model.calculate(
        model
            .inputs()
            .values(
                input ->
                    input.chosen(
                        spread ->
                            input.equals(moved) ? spread.quantile(quantile) : spread.centre())));
  }

  private static Swing swing(Figures.Found found, DesignInput input, Figures low, Figures high) {
    double difference = Math.abs(high.value(found.id()) - low.value(found.id()));
    return new Swing(
        found.id(),
        input.field().name(),
        quantile(input, Sampling.LOW),
        quantile(input, Sampling.HIGH),
        low.text(found.id()),
        high.text(found.id()),
        Numbers.forJson(difference / found.value().inBaseUnit()));
  }

  private static String quantile(DesignInput input, double quantile) {
    return input.field().measure().of(input.chosen(spread -> spread.quantile(quantile))).text();
  }
}
