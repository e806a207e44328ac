package org.plumbline.capacity.simulation;

import umontreal.ssj.simevents.Event;
import umontreal.ssj.simevents.Simulator;

/**
 * One day of a sample of users: visits by the hour of their region, messages within them, coming
 * and going. Times are seconds since midnight UTC; some hours before it fill the world.
 */
final class Day {
  static final int HOURS = 24;

  private static final double HOUR_SECONDS = 3600;
  private static final double WARM_UP_SECONDS = 6 * HOUR_SECONDS;
  private static final double DAY_SECONDS = HOURS * HOUR_SECONDS;
  private static final double SCATTER = 1;

  private final World world;
  private final Draws draws;
  private final Simulator simulator = new Simulator();

  /** By region and hour, of the sample. */
  final double[][] messages;

  final double[][] onlineSeconds;
  final double[][] changes;
  final double[][] changesUnlessBack;
  private final double backWithinSeconds;

  private Day(World world, double backWithinSeconds, Draws draws) {
    this.world = world;
    this.draws = draws;
    this.backWithinSeconds = backWithinSeconds;
    int regions = world.regions().size();
    this.messages = new double[regions][HOURS];
    this.onlineSeconds = new double[regions][HOURS];
    this.changes = new double[regions][HOURS];
    this.changesUnlessBack = new double[regions][HOURS];
  }

  /**
   * Plays one day.
   *
   * @param sample users, split over the regions by their shares
   * @param backWithinSeconds who is back so soon is not said to have gone
   */
  static Day play(World world, int sample, double backWithinSeconds, Draws draws) {
    Day day = new Day(world, backWithinSeconds, draws);
    day.simulator.init();
    int begun = 0;
    double upTo = 0;
    for (int region = 0; region < world.regions().size(); region++) {
      upTo += world.regions().get(region).share() * sample;
      for (; begun < Math.round(upTo); begun++) {
        day.new User(region).begin();
      }
    }
    day.simulator.start();
    return day;
  }

  private double now() {
    return simulator.time() - WARM_UP_SECONDS;
  }

  private final class User extends Event {
    private final int region;
    private final double visitsPerSecond;
    private double onlineSince = Double.NaN;
    private double onlineUntil = Double.NEGATIVE_INFINITY;

    User(int region) {
      super(simulator);
      this.region = region;
      this.visitsPerSecond = world.visitsPerUser() * draws.scatter(SCATTER) / DAY_SECONDS;
    }

    void begin() {
      schedule(untilVisit());
    }

    @Override
    public void actions() {
      double now = now();
      double length = draws.exponential(world.visitMinutes() * 60);
      if (now > onlineUntil) {
        leave(now - onlineUntil);
        onlineSince = now;
        count(changes, now, 1);
        count(changesUnlessBack, now, now - onlineUntil > backWithinSeconds ? 1 : 0);
      }
      onlineUntil = Math.max(onlineUntil, now + length);
      write(now, length);
      double next = untilVisit();
      if (now + next < DAY_SECONDS) {
        schedule(next);
      } else {
        leave(Double.POSITIVE_INFINITY);
      }
    }

    private void write(double now, double length) {
      long written = draws.geometric(world.messagesPerUser() / world.visitsPerUser());
      for (long message = 0; message < written; message++) {
        count(messages, now + length * draws.uniform(), 1);
      }
    }

    /** What is over is told once it is known how long it was. */
    private void leave(double away) {
      if (Double.isNaN(onlineSince)) {
        return;
      }
      stay(onlineSince, onlineUntil);
      count(changes, onlineUntil, 1);
      count(changesUnlessBack, onlineUntil, away > backWithinSeconds ? 1 : 0);
    }

    private void stay(double from, double to) {
      double at = Math.max(0, from);
      double end = Math.min(DAY_SECONDS, to);
      while (at < end) {
        int hour = (int) (at / HOUR_SECONDS);
        double until = Math.min(end, (hour + 1) * HOUR_SECONDS);
        onlineSeconds[region][hour] += until - at;
        at = until;
      }
    }

    /** Thinning (Lewis and Shedler 1979): drawn at the highest rate, kept by the hour's share. */
    private double untilVisit() {
      double waited = 0;
      double ahead = world.regions().get(region).hoursAhead();
      do {
        waited += draws.exponential(1 / (visitsPerSecond * DayCurve.MOST));
      } while (now() + waited < DAY_SECONDS
          && draws.uniform() * DayCurve.MOST
              > DayCurve.at((now() + waited) / HOUR_SECONDS + ahead));
      return waited;
    }

    private void count(double[][] counts, double at, double number) {
      if (at >= 0 && at < DAY_SECONDS) {
        counts[region][(int) (at / HOUR_SECONDS)] += number;
      }
    }
  }
}
