package org.plumbline.cli.report;

import java.math.BigDecimal;
import java.math.MathContext;
import org.plumbline.capacity.fit.Fitted;
import org.plumbline.capacity.simulation.Reading;
import org.plumbline.capacity.simulation.SimulationResult;
import org.plumbline.cli.console.TextTable;

/** A simulation's assumptions and figures as tables for a terminal. */
public final class SimulationText {
  private static final MathContext FOUR_DIGITS = new MathContext(4);

  private SimulationText() {}

  /** Both tables, each ended by a line break. */
  public static String tables(SimulationResult result) {
    TextTable assumptions = new TextTable("assumption", ">value", "source");
    result
        .assumptions()
        .forEach(given -> assumptions.row(given.name(), given.value(), given.source()));
    TextTable figures = new TextTable("of", "quantity", ">value", "95% interval");
    for (Reading reading : result.readings()) {
      figures.row(
          reading.subject(),
          reading.quantity(),
          Shown.quantity(rounded(reading.value().value()), reading.unit()),
          interval(reading.value(), reading.unit()));
    }
    return assumptions.render() + System.lineSeparator() + figures.render();
  }

  private static String interval(Fitted value, String unit) {
    Double low = value.low();
    Double high = value.high();
    return low == null || high == null || low.equals(high)
        ? ""
        : Shown.quantity(rounded(low), unit) + " to " + Shown.quantity(rounded(high), unit);
  }

  /** More digits than four say nothing of a simulation. */
  private static double rounded(double value) {
    return value == 0 ? 0 : new BigDecimal(value).round(FOUR_DIGITS).doubleValue();
  }
}
