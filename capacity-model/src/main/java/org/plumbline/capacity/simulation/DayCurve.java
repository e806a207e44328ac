package org.plumbline.capacity.simulation;

/**
 * How active a region's users are over their own day, by the mean of the day: a wave of 24 hours
 * and one of 12, least active before 5 and most before 20 o'clock. The shape is an assumption: the
 * published figures give its height over the whole world alone.
 */
final class DayCurve {
  private static final double DAY_WAVE = 0.6;
  private static final double DAY_WAVE_AT = 17;
  private static final double HALF_DAY_WAVE = 0.25;
  private static final double HALF_DAY_WAVE_AT = 20.5;

  /** An upper bound of {@link #at}. */
  static final double MOST = 1 + DAY_WAVE + HALF_DAY_WAVE;

  private DayCurve() {}

  /**
   * Above 0, with mean 1 over a day.
   *
   * @param hour local, any number
   */
  static double at(double hour) {
    return 1
        + DAY_WAVE * Math.cos(2 * Math.PI * (hour - DAY_WAVE_AT) / 24)
        + HALF_DAY_WAVE * Math.cos(4 * Math.PI * (hour - HALF_DAY_WAVE_AT) / 24);
  }
}
