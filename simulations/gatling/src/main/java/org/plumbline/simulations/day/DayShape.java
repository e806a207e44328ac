package org.plumbline.simulations.day;

/**
 * How busy a day is at each of its moments: a sine from the quietest hour to the busiest and back.
 *
 * @param average messages a second over the day
 * @param peakToAverage the busiest moment by the average, 1 to 2
 * @param warmUpSeconds before the day begins, at the rate of its beginning
 * @param daySeconds for how long the day lasts
 */
record DayShape(double average, double peakToAverage, double warmUpSeconds, double daySeconds) {

  DayShape {
    if (!(peakToAverage >= 1 && peakToAverage <= 2)) {
      throw new IllegalArgumentException("peakToAverage: " + peakToAverage + " (expected: 1 to 2)");
    }
  }

  /** Messages a second at that second of the load. */
  double rateAt(double second) {
    double ofDay = Math.clamp((second - warmUpSeconds) / daySeconds, 0, 1);
    return average * (1 - (peakToAverage - 1) * Math.cos(2 * Math.PI * ofDay));
  }

  /** The rate at the busiest moment. */
  double peak() {
    return average * peakToAverage;
  }
}
