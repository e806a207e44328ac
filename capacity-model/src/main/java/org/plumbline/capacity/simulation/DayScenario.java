package org.plumbline.capacity.simulation;

import java.util.List;
import java.util.Locale;
import org.plumbline.capacity.simulation.SimulationResult.Assumption;

/** A day of all users by region and hour: messages, connections, heartbeats, presence, pushes. */
public final class DayScenario implements Scenario {
  private static final int REPEATS = 10;
  private static final int SAMPLE = 20_000;
  private static final double HOUR_SECONDS = 3600;
  private static final double HEARTBEAT_SECONDS = 30;
  private static final double BACK_WITHIN_SECONDS = 300;
  private static final double IN_VIEW = 10;

  @Override
  public String name() {
    return "day";
  }

  @Override
  public String title() {
    return "A day of all users by region and hour";
  }

  @Override
  public SimulationResult run(World world, long seed) {
    Repeats figures = new Repeats();
    Repeats byHour = new Repeats();
    for (int repeat = 0; repeat < REPEATS; repeat++) {
      Day day = Day.play(world, SAMPLE, BACK_WITHIN_SECONDS, new Draws(seed + repeat));
      new Rates(world, day).add(figures, byHour);
    }
    List<Assumption> assumptions =
        world.assumptions(
            World.given("visits of a user", world.visitsPerUser(), "assumption"),
            World.given("minutes of a visit", world.visitMinutes(), "so that as many are online"),
            World.given("friends of a user", world.friends(), "assumption"),
            World.given("seconds between heartbeats", HEARTBEAT_SECONDS, "assumption"),
            World.given("seconds of absence not told", BACK_WITHIN_SECONDS, "assumption"),
            World.given("friends in view", IN_VIEW, "assumption"),
            new Assumption("day of a region", "two waves, most before 20:00", "assumption"),
            World.given("simulated users", SAMPLE * REPEATS, "each stands for as many as needed"),
            World.given("repeats", REPEATS, "seeds and users of their own"));
    return new SimulationResult(
        name(), title(), seed, assumptions, figures.readings(), byHour.readings());
  }

  /** What one repeat says of all users. */
  private record Rates(World world, Day day) {
    void add(Repeats figures, Repeats byHour) {
      double[] messages = new double[Day.HOURS];
      double[] online = new double[Day.HOURS];
      double[] changes = new double[Day.HOURS];
      double[] told = new double[Day.HOURS];
      double[] delayed = new double[Day.HOURS];
      double[] inView = new double[Day.HOURS];
      double[] pushes = new double[Day.HOURS];
      for (int region = 0; region < world.regions().size(); region++) {
        Region here = world.regions().get(region);
        double[] written = new double[Day.HOURS];
        for (int hour = 0; hour < Day.HOURS; hour++) {
          double present = scaled(day.onlineSeconds[region][hour]);
          double share = present / (world.users() * here.share());
          double changed = scaled(day.changes[region][hour]);
          written[hour] = scaled(day.messages[region][hour]);
          messages[hour] += written[hour];
          online[hour] += present;
          changes[hour] += changed;
          told[hour] += changed * world.friends() * share;
          delayed[hour] += scaled(day.changesUnlessBack[region][hour]) * world.friends() * share;
          inView[hour] += changed * IN_VIEW * share;
          pushes[hour] += written[hour] * world.fanOut() * (1 - share);
          String subject = String.format(Locale.ROOT, "%s, %02d:00 UTC", here.name(), hour);
          byHour
              .add(subject, "messages", written[hour], "1/s")
              .add(subject, "online", present, "1");
        }
        figures.add(here.name(), "messages a second, busiest hour", most(written), "1/s");
        figures.add(here.name(), "busiest hour by mean", most(written) / mean(written), "1");
      }
      String all = "all";
      figures
          .add(all, "messages a day", mean(messages) * Day.HOURS * HOUR_SECONDS, "1")
          .add(all, "messages a second, mean", mean(messages), "1/s")
          .add(all, "messages a second, busiest hour", most(messages), "1/s")
          .add(all, "busiest hour by mean", most(messages) / mean(messages), "1")
          .add(all, "deliveries a second, busiest hour", most(messages) * world.fanOut(), "1/s")
          .add(all, "online, busiest hour", most(online), "1")
          .add(all, "online, busiest hour, share of users", most(online) / world.users(), "1")
          .add(all, "heartbeats a second, busiest hour", most(online) / HEARTBEAT_SECONDS, "1/s")
          .add(all, "comings and goings a second, busiest hour", most(changes), "1/s")
          .add("presence to all friends", "told a second, busiest hour", most(told), "1/s")
          .add(
              "presence, short absences not told",
              "told a second, busiest hour",
              most(delayed),
              "1/s")
          .add("presence to friends in view", "told a second, busiest hour", most(inView), "1/s")
          .add(all, "deliveries to who is away a second, busiest hour", most(pushes), "1/s");
    }

    /** From the sample's hour to all users' second. */
    private double scaled(double inHour) {
      return inHour * world.users() / SAMPLE / HOUR_SECONDS;
    }

    private static double most(double[] hours) {
      double most = 0;
      for (double hour : hours) {
        most = Math.max(most, hour);
      }
      return most;
    }

    private static double mean(double[] hours) {
      double sum = 0;
      for (double hour : hours) {
        sum += hour;
      }
      return sum / hours.length;
    }
  }
}
