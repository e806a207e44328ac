package org.plumbline.capacity.formula;

import org.plumbline.capacity.quantity.Count;
import org.plumbline.capacity.quantity.DataRate;
import org.plumbline.capacity.quantity.DataSize;
import org.plumbline.capacity.quantity.EventRate;
import org.plumbline.capacity.quantity.TimeSpan;

/** How many messages there are, and what rides on each of them. */
public final class Traffic {
  private Traffic() {}

  /** Users x messages each (s1 line 22, s2 line 26, s3 line 18, s4 line 38). */
  public static Count messagesPerDay(double users, double messagesPerUserAndDay) {
    return new Count(users * messagesPerUserAndDay, "messages");
  }

  /** Messages of a day over 86,400 s: the mean, not a peak. */
  public static EventRate averageMessageRate(Count messagesPerDay) {
    return messagesPerDay.per(TimeSpan.DAY);
  }

  /** Average x peak factor; the factor is an input that no document states. */
  public static EventRate peakMessageRate(EventRate average, double peakFactor) {
    return average.times(peakFactor);
  }

  /** Messages x mean payload (s1 line 27, s3 line 20, s4 line 39). */
  public static DataSize payloadPerDay(Count messagesPerDay, DataSize meanMessage) {
    return meanMessage.times(messagesPerDay.value());
  }

  /** Users x what each adds in a day (s0 lines 28 and 29). */
  public static DataSize addedPerDay(double users, DataSize perUserAndDay) {
    return perUserAndDay.times(users);
  }

  /** Payload of a day over 86,400 s (s1 line 33, s3 line 24). */
  public static DataRate averagePayloadRate(DataSize payloadPerDay) {
    return payloadPerDay.per(TimeSpan.DAY);
  }

  /** Message rate x size of one message (s4 line 41). */
  public static DataRate payloadRate(EventRate messages, DataSize meanMessage) {
    return messages.of(meanMessage);
  }

  /** One heartbeat per connection and interval (s4 line 94 names them, none gives an interval). */
  public static EventRate heartbeats(double connections, TimeSpan interval) {
    return new EventRate(connections / interval.seconds(), "heartbeats");
  }

  /** One insert and one update each for delivered and read: three writes per message (s2 103). */
  public static EventRate statusWrites(EventRate messages) {
    return messages.times(3).as("writes");
  }

  /** Little's law: rate x time in the system = messages under way. */
  public static Count inFlight(EventRate messages, TimeSpan delivery) {
    return new Count(messages.perSecond() * delivery.seconds(), "messages in flight");
  }

  /** A push for each message whose recipient is not connected. */
  public static EventRate offlinePushes(EventRate messages, double onlineShare) {
    return messages.times(1 - onlineShare).as("pushes");
  }

  /** Mean deliveries per message: 1 for a direct one, group size - 1 for a group one (s2 24). */
  public static double deliveriesPerMessage(double groupShare, double groupSize) {
    return (1 - groupShare) + groupShare * (groupSize - 1);
  }

  /** Every user asks once per interval, whether or not anything is there (s1 line 65). */
  public static EventRate pollRequests(double users, TimeSpan interval) {
    return new EventRate(users / interval.seconds(), "requests");
  }

  /**
   * The least share of polls that finds nothing: it counts each message as found by a poll of its
   * own, although one poll may find several (s1 line 68).
   */
  public static double emptyPollShareAtLeast(double messagesPerUserAndDay, TimeSpan interval) {
    double pollsPerDay = TimeSpan.DAY.seconds() / interval.seconds();
    return Math.max(0, 1 - messagesPerUserAndDay / pollsPerDay);
  }

  /** A message waits half an interval on average until the next poll. */
  public static TimeSpan meanPollDelay(TimeSpan interval) {
    return interval.times(0.5);
  }

  /**
   * Notifications when each session's start and end is told to every friend who is online (s1 line
   * 120).
   */
  public static EventRate presenceBroadcasts(
      double users, double sessionsPerUserAndDay, double friends, double onlineShare) {
    double changesPerDay = 2 * users * sessionsPerUserAndDay;
    return new Count(changesPerDay * friends * onlineShare, "notifications").per(TimeSpan.DAY);
  }
}
