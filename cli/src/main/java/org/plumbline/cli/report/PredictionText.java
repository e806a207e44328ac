package org.plumbline.cli.report;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.plumbline.capacity.fit.Fitted;
import org.plumbline.capacity.fit.Prediction;
import org.plumbline.cli.console.TextTable;

/** Held-out predictions as a table for a terminal, and their cells for the page. */
public final class PredictionText {
  private PredictionText() {}

  /** All of them, those that could not be made with their reason. */
  public static String table(List<Prediction> predictions) {
    TextTable table =
        new TextTable("quantity", "held out", ">predicted", ">measured", ">error", "agreement");
    predictions.forEach(one -> table.row(cells(one).toArray(String[]::new)));
    return table.render();
  }

  /** Quantity, what was held out, predicted, measured, error, agreement with its reason. */
  static List<String> cells(Prediction one) {
    return List.of(
        one.quantity().title(),
        one.at(),
        predicted(one),
        measured(one),
        error(one.error()),
        agreement(one));
  }

  private static String predicted(Prediction one) {
    Fitted predicted = one.predicted();
    if (predicted == null) {
      return "";
    }
    Double low = predicted.low();
    Double high = predicted.high();
    String value = Shown.quantity(predicted.value(), one.unit());
    return low == null || high == null
        ? value
        : value
            + " ("
            + Shown.quantity(low, one.unit())
            + " to "
            + Shown.quantity(high, one.unit())
            + ")";
  }

  private static String measured(Prediction one) {
    Double measured = one.measured();
    return measured == null ? "" : Shown.quantity(measured, one.unit());
  }

  private static String error(@Nullable Double error) {
    return error == null ? "" : String.format(Locale.ROOT, "%+.1f%%", 100 * error);
  }

  private static String agreement(Prediction one) {
    String reason = one.reason();
    return one.agreement().words() + (reason == null ? "" : ": " + reason);
  }
}
