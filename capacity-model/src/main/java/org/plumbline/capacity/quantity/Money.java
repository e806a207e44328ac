package org.plumbline.capacity.quantity;

/**
 * What something costs in a month.
 *
 * @param perMonth at least 0
 * @param currency as its owner writes it: {@code EUR}
 */
public record Money(double perMonth, String currency) implements Quantity {
  private static final double MILLION = 1e6;

  public Money {
    Numbers.notNegative("perMonth", perMonth);
  }

  /**
   * The sum of both.
   *
   * @throws IllegalArgumentException when the currencies differ
   */
  public Money plus(Money other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalArgumentException(other.currency + " (expected: " + currency + ")");
    }
    return new Money(perMonth + other.perMonth, currency);
  }

  public Money times(double factor) {
    return new Money(perMonth * factor, currency);
  }

  @Override
  public double inBaseUnit() {
    return perMonth;
  }

  @Override
  public String measures() {
    return "a cost in " + currency;
  }

  @Override
  public Money nothing() {
    return new Money(0, currency);
  }

  @Override
  public double displayValue() {
    return perMonth >= MILLION ? perMonth / MILLION : perMonth;
  }

  @Override
  public String displayUnit() {
    return (perMonth >= MILLION ? "million " : "") + currency + "/month";
  }
}
