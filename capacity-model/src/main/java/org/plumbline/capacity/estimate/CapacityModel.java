package org.plumbline.capacity.estimate;

import java.util.Optional;

/** The whole calculation, from one value for each input to all figures. */
final class CapacityModel {
  private final InputSet inputs;
  private final Optional<String> currency;

  private CapacityModel(InputSet inputs, Optional<String> currency) {
    this.inputs = inputs;
    this.currency = currency;
  }

  static CapacityModel of(Design design, Optional<Prices> prices) {
    InputSet inputs =
        prices.map(given -> design.inputSet().plus(given.inputs())).orElseGet(design::inputSet);
    return new CapacityModel(inputs, prices.map(Prices::currency));
  }

  InputSet inputs() {
    return inputs;
  }

  Figures calculate(Inputs in) {
    Figures out = new Figures();
    TrafficFigures.Load load = TrafficFigures.rates(in, out);
    TrafficFigures.bandwidth(in, load, out);
    StorageFigures.add(in, load, out);
    ServerFigures.add(in, load, out);
    SideFigures.partitions(in, out);
    SideFigures.cache(in, load, out);
    SideFigures.pushes(in, load, out);
    currency.ifPresent(given -> CostFigures.add(in, given, out));
    return out;
  }
}
