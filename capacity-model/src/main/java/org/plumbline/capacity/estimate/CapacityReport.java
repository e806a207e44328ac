package org.plumbline.capacity.estimate;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.plumbline.capacity.quantity.Numbers;
import org.plumbline.capacity.quantity.Quantity;

/**
 * What a design needs, calculated from its inputs alone. Serialises to JSON as it stands.
 *
 * @param name the design's name
 * @param title the design's title
 * @param inputs every input with its source
 * @param figures every result with its formula
 * @param bindingShares in which share of the samples each resource asked for the most servers
 * @param tornado what moves the costly figures most, one input at a time from its 5% to its 95%
 *     quantile; by figure, the largest swing first
 * @param seed what the samples started from
 * @param samples how many there were
 */
public record CapacityReport(
    String name,
    String title,
    List<Input> inputs,
    List<Line> figures,
    Map<String, Double> bindingShares,
    List<Swing> tornado,
    long seed,
    int samples) {

  /** As many as give the ends of an interval within a few percent, in a moment. */
  public static final int SAMPLES = 1_000;

  /** An input of the design: its centre, and as it was written. */
  public record Input(
      String id, double value, String unit, String text, String written, String source) {}

  /**
   * A calculated figure.
   *
   * @param low 5% of the samples are below, in {@code unit}; null when nothing is uncertain
   * @param high 5% of the samples are above, in {@code unit}; null when nothing is uncertain
   * @param samplingError half width of the 95% interval of the ends, in {@code unit}; null when
   *     nothing is uncertain
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Line(
      String group,
      String id,
      String title,
      double value,
      String unit,
      String text,
      @Nullable Double low,
      @Nullable Double high,
      @Nullable Double samplingError,
      String formula) {}

  /**
   * One bar of the tornado.
   *
   * @param figure the figure that swings
   * @param input the input that swings it
   * @param from the input's 5% quantile
   * @param to the input's 95% quantile
   * @param low the figure at the one
   * @param high the figure at the other
   * @param swing the difference, as a share of the figure at all centres
   */
  public record Swing(
      String figure, String input, String from, String to, String low, String high, double swing) {}

  public CapacityReport {
    inputs = List.copyOf(inputs);
    figures = List.copyOf(figures);
    bindingShares = Map.copyOf(bindingShares);
    tornado = List.copyOf(tornado);
  }

  /** Calculates the report of a design, without cost. */
  public static CapacityReport of(Design design) {
    return of(design, Optional.empty(), 1, SAMPLES);
  }

  /**
   * Calculates the report of a design.
   *
   * @param prices for the cost; none without them
   * @param seed what the samples start from
   * @param samples at least 100
   */
  public static CapacityReport of(Design design, Optional<Prices> prices, long seed, int samples) {
    CapacityModel model = CapacityModel.of(design, prices);
    Sampling sampling = Sampling.of(model, seed, samples);
    Inputs centre = model.inputs().centre();
    return new CapacityReport(
        design.name(),
        design.title(),
        model.inputs().inputs().values().stream().map(input -> input(input, centre)).toList(),
        model.calculate(centre).all().stream().map(found -> line(found, sampling)).toList(),
        sampling.bindingShares(),
        Tornado.of(model),
        seed,
        samples);
  }

  private static Input input(DesignInput input, Inputs centre) {
    Quantity value = input.field().measure().of(centre.number(input.field().name()));
    return new Input(
        input.field().name(),
        Numbers.forJson(value.displayValue()),
        value.displayUnit(),
        value.text(),
        input.text(),
        input.source());
  }

  private static Line line(Figures.Found found, Sampling sampling) {
    Quantity value = found.value();
    Sampling.Interval interval = sampling.interval(found.id());
    boolean sure = interval.low() == interval.high();
    double scale = value.inBaseUnit() == 0 ? 1 : value.displayValue() / value.inBaseUnit();
    return new Line(
        found.group(),
        found.id(),
        found.title(),
        Numbers.forJson(value.displayValue()),
        value.displayUnit(),
        value.text(),
        sure ? null : Numbers.forJson(interval.low() * scale),
        sure ? null : Numbers.forJson(interval.high() * scale),
        sure ? null : Numbers.forJson(interval.error() * scale),
        found.formula());
  }
}
