package org.plumbline.capacity.judge;

import java.util.ArrayList;
import java.util.List;
import org.plumbline.capacity.estimate.Sourced;
import org.plumbline.capacity.quantity.Quantity;

/**
 * A formula with its inputs, as a reader can check it.
 *
 * @param formula in words, for example {@code users x messages_per_user_per_day}
 * @param inputs every input with its unit and where it comes from
 * @param result the result with its unit
 */
public record Calculation(String formula, List<Input> inputs, String result) {

  /**
   * One input.
   *
   * @param name as it stands in the formula
   * @param value with its unit
   * @param source a line of the document, a publication, or {@code our assumption}
   */
  public record Input(String name, String value, String source) {}

  public Calculation {
    inputs = List.copyOf(inputs);
  }

  static Draft of(String formula) {
    return new Draft(formula, new ArrayList<>());
  }

  /** A calculation that still lacks inputs or its result. */
  record Draft(String formula, List<Input> inputs) {

    Draft with(String name, Sourced<? extends Quantity> input) {
      return with(name, input.value(), input.source());
    }

    Draft with(String name, Quantity value, String source) {
      return with(name, value.text(), source);
    }

    Draft with(String name, String value, String source) {
      inputs.add(new Input(name, value, source));
      return this;
    }

    Calculation gives(Quantity result) {
      return gives(result.text());
    }

    Calculation gives(String result) {
      return new Calculation(formula, inputs, result);
    }
  }
}
