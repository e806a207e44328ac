package org.plumbline.simulations.day;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.plumbline.simulations.load.ArrivalSchedule;
import org.plumbline.simulations.load.LoadProfile;

/** Who sends what to whom, drawn from the seed alone. */
final class DayPlan {

  /** The slices of a day, three hours each. */
  static final int SLICES = 8;

  private final DayParameters parameters;
  private final LoadProfile profile;
  private final long seed;
  private final MessageLength lengths;
  private final double[] contactsUpTo;

  DayPlan(DayParameters parameters, LoadProfile profile, long seed) {
    this.parameters = parameters;
    this.profile = profile;
    this.seed = seed;
    this.lengths = MessageLength.of(parameters);
    int contacts = parameters.count("contacts");
    if (contacts < parameters.count("group_members") - 1) {
      throw new IllegalArgumentException(
          "contacts: " + contacts + " (expected: >= group_members - 1)");
    }
    if (users() <= 2 * contacts) {
      throw new IllegalArgumentException(
          "users: " + users() + " (expected: > 2 x contacts " + contacts + ")");
    }
    this.contactsUpTo = new double[contacts];
    double sum = 0;
    for (int rank = 0; rank < contacts; rank++) {
      sum += Math.pow(rank + 1.0, -parameters.number("contact_exponent"));
      contactsUpTo[rank] = sum;
    }
  }

  /** The part of a profile that the day takes: a third of the rate, since a message fans out. */
  static LoadProfile of(LoadProfile profile, DayParameters parameters) {
    int members = parameters.count("group_members");
    int groups = Math.max(2, profile.users() / members);
    Duration warmUp = profile.warmUp().dividedBy(4);
    return profile
        .withUsers(groups * members + groups * members % 2)
        .withSecondDeviceShare(0)
        .withMessagesPerSecond(profile.messagesPerSecond() / 3)
        .withTimes(warmUp, profile.duration());
  }

  DayShape shape() {
    return new DayShape(
        profile.messagesPerSecond(),
        parameters.number("peak_to_average"),
        profile.warmUp().toNanos() / 1e9,
        profile.duration().toNanos() / 1e9);
  }

  ArrivalSchedule schedule() {
    DayShape shape = shape();
    return ArrivalSchedule.varying(seed, shape::rateAt, shape.peak(), profile.sending());
  }

  /** Those who write and stay; they are in groups of neighbours. */
  int users() {
    return profile.users() - profile.users() % parameters.count("group_members");
  }

  /** Those who come and go; their numbers follow the others'. */
  int wanderers() {
    return (int) Math.max(1, Math.round(users() * parameters.number("wanderer_share")));
  }

  int groups() {
    return users() / parameters.count("group_members");
  }

  int groupOf(int user) {
    return user / parameters.count("group_members");
  }

  List<Integer> membersOf(int group) {
    int members = parameters.count("group_members");
    List<Integer> all = new ArrayList<>();
    for (int member = 0; member < members; member++) {
      all.add(group * members + member);
    }
    return all;
  }

  /** The contact of that rank, most written to first; everybody is a contact of as many. */
  int contact(int user, int rank) {
    return (user + 1 + rank) % users();
  }

  int contacts() {
    return contactsUpTo.length;
  }

  /** The wanderer whom that user watches. */
  int watched(int user) {
    return users() + user % wanderers();
  }

  /** What is sent at that place of the schedule. */
  DayMessage message(int number) {
    SplittableRandom random = new SplittableRandom(seed * 1_000_003L + number);
    int sender = random.nextInt(users());
    if (random.nextDouble() < parameters.groupShare()) {
      return new DayMessage(sender, DayMessage.GROUP, false, lengths.next(random));
    }
    boolean image = random.nextDouble() < parameters.number("media_share");
    int recipient = contact(sender, rank(random.nextDouble()));
    return new DayMessage(sender, recipient, image, lengths.next(random));
  }

  private int rank(double drawn) {
    double wanted = drawn * contactsUpTo[contactsUpTo.length - 1];
    int rank = 0;
    while (contactsUpTo[rank] < wanted) {
      rank++;
    }
    return rank;
  }

  /** How long a message lies unread: half of them no longer than this, in this load. */
  Duration readMedian() {
    Duration published =
        Duration.ofMillis(Math.round(parameters.number("read_median_seconds") * 1_000));
    Duration quarter = profile.duration().dividedBy(4);
    return published.compareTo(quarter) < 0 ? published : quarter;
  }

  /** When a recipient reads a message that was shown, drawn anew for each: exponential. */
  Duration readDelay(int message, int recipient) {
    SplittableRandom random =
        new SplittableRandom(~seed * 1_000_003L + message * 10_007L + recipient);
    double medians = -Math.log(1 - random.nextDouble()) / Math.log(2);
    return Duration.ofNanos((long) (readMedian().toNanos() * medians));
  }
}
