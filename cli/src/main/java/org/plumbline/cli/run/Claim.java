package org.plumbline.cli.run;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A claim of a document as {@code summary.json} and {@code plumb claims} show it.
 *
 * @param document {@code S0} to {@code S4}
 * @param line where the document says so, for example {@code 32} or {@code 40-44}
 * @param kind {@code arith}, {@code cap}, {@code lat}, ... as the ledger names them
 * @param claimed what the document says, with unit; null where it gives no figure
 * @param found what was calculated or measured, with unit
 * @param ratio claimed divided by found, where both are figures
 * @param cause the likely cause of a difference
 * @param consequence what the difference means for the design
 * @param evidence what the verdict rests on
 */
public record Claim(
    String id,
    String document,
    String line,
    String statement,
    String kind,
    Verdict verdict,
    @Nullable String claimed,
    @Nullable String found,
    @Nullable Double ratio,
    @Nullable String cause,
    @Nullable String consequence,
    @Nullable Proof evidence) {

  /**
   * What a verdict rests on.
   *
   * @param type {@code calculation}, {@code measurement}, {@code drill}, {@code reading} or {@code
   *     none}
   * @param formula the calculation in symbols, or what was compared
   * @param inputs every value that went in, with unit and source
   * @param note what else a reader must know, for example the profile that would run it
   * @param files raw files, relative to the run folder
   */
  public record Proof(
      String type,
      @Nullable String formula,
      List<Input> inputs,
      @Nullable String note,
      List<String> files) {
    public Proof {
      inputs = List.copyOf(inputs);
      files = List.copyOf(files);
    }
  }

  /** One value of a calculation or measurement, shown with its unit. */
  public record Input(String name, String value, @Nullable String source) {}
}
