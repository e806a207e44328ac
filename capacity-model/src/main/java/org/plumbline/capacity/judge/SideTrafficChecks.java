package org.plumbline.capacity.judge;

import java.util.Map;
import org.plumbline.capacity.estimate.Estimate;
import org.plumbline.capacity.formula.Traffic;
import org.plumbline.capacity.quantity.Count;
import org.plumbline.capacity.quantity.EventRate;
import org.plumbline.capacity.quantity.Numbers;
import org.plumbline.capacity.quantity.TimeSpan;

/** What rides beside the messages: polls, presence, heartbeats, receipts, group deliveries. */
final class SideTrafficChecks {
  private static final String OURS = "our assumption; the document states none";
  private static final TimeSpan OFTEN = TimeSpan.parse("5 s");
  private static final TimeSpan SELDOM = TimeSpan.parse("60 s");
  private static final double GROUP_SIZE = 10;

  private SideTrafficChecks() {}

  static Map<String, ClaimCheck> byName() {
    return Map.of(
        "polls_mostly_empty", question -> polling(question, Verdict.HOLDS),
        "polling_costs",
            question ->
                polling(question, Verdict.CONDITIONAL)
                    .because(
                        "Calculated for empty responses and delay; the cost of headers and the"
                            + " battery would need a run."),
        "presence_broadcast_cost", SideTrafficChecks::presence,
        "heartbeats", SideTrafficChecks::heartbeats,
        "status_writes", SideTrafficChecks::statusWrites,
        "group_deliveries", SideTrafficChecks::groupDeliveries,
        "group_count", SideTrafficChecks::groupCount);
  }

  private static Judgement polling(Question question, Verdict whenMostAreEmpty) {
    Estimate estimate = question.estimate();
    double users = estimate.users().value().value();
    double messages = estimate.messagesPerUserPerDay().value().value();
    double emptyOften = Traffic.emptyPollShareAtLeast(messages, OFTEN);
    double emptySeldom = Traffic.emptyPollShareAtLeast(messages, SELDOM);
    boolean mostAreEmpty = emptyOften > 0.5 && emptySeldom > 0.5;
    return Judgement.of(mostAreEmpty ? whenMostAreEmpty : Verdict.FAILS)
        .claimed(Amount.text("most responses are empty"))
        .found(
            Amount.text(
                "at least "
                    + percent(emptyOften)
                    + " empty when polling every 5 s, "
                    + percent(emptySeldom)
                    + " every 60 s"))
        .consequently(
            "Polling every 5 s costs "
                + Traffic.pollRequests(users, OFTEN).text()
                + " and still delays a message by "
                + Traffic.meanPollDelay(OFTEN).text()
                + " on average; every 60 s "
                + Traffic.pollRequests(users, SELDOM).text()
                + " and "
                + Traffic.meanPollDelay(SELDOM).text()
                + ".")
        .by(
            Calculation.of("1 - messages_received_per_user_per_day / (86,400 s / interval)")
                .with("users", estimate.users())
                .with("messages_received_per_user_per_day", estimate.messagesPerUserPerDay())
                .with("interval", "5 s and 60 s", OURS)
                .gives(percent(emptyOften) + " and " + percent(emptySeldom)));
  }

  private static Judgement presence(Question question) {
    Estimate estimate = question.estimate();
    double sessions = 10;
    double friends = 200;
    double online = 0.2;
    EventRate found =
        Traffic.presenceBroadcasts(estimate.users().value().value(), sessions, friends, online);
    double perMessage = found.perSecond() / estimate.averageMessageRate().perSecond();
    return Judgement.of(perMessage > 1 ? Verdict.HOLDS : Verdict.FAILS)
        .claimed(Amount.text("broadcasting every status change is too expensive"))
        .found(found)
        .consequently(
            "That is " + Judgement.times(perMessage) + " notifications for every message sent.")
        .by(
            Calculation.of("2 x users x sessions x friends x share_online / 86,400 s")
                .with("users", estimate.users())
                .with("sessions", "10 per user and day", OURS)
                .with("friends", "200", OURS)
                .with("share_online", "0.2", "s0 line 30")
                .gives(found));
  }

  private static Judgement heartbeats(Question question) {
    Estimate estimate = question.estimate();
    EventRate found =
        Traffic.heartbeats(estimate.connections().value(), estimate.heartbeatInterval().value());
    double perMessage = found.perSecond() / estimate.averageMessageRate().perSecond();
    return Judgement.of(Verdict.CONDITIONAL)
        .found(found)
        .because(
            "Neither the interval nor the number of misses is stated; a dead connection is noticed"
                + " only after interval x misses.")
        .consequently(
            "Every 30 s there are "
                + Judgement.times(perMessage)
                + " heartbeats for each message, which no estimate of the document counts.")
        .by(
            Calculation.of("connections / heartbeat_interval")
                .with("connections", estimate.connections(), "users x concurrent_share")
                .with("heartbeat_interval", estimate.heartbeatInterval())
                .gives(found));
  }

  private static Judgement statusWrites(Question question) {
    EventRate average = question.estimate().averageMessageRate();
    EventRate found = Traffic.statusWrites(average);
    return Judgement.of(Verdict.CONDITIONAL)
        .found(found)
        .because(
            "It holds at the price of three writes for each message: one insert and an update each"
                + " for got and seen, which no estimate of the document counts.")
        .consequently(
            "With three replicas "
                + found.times(3).text()
                + "; cursors per user and thread avoid most of them.")
        .by(
            Calculation.of("message_rate_average x (1 insert + 2 updates)")
                .with("message_rate_average", average, "users x messages_per_user_per_day / day")
                .gives(found));
  }

  private static Judgement groupDeliveries(Question question) {
    EventRate average = question.estimate().averageMessageRate();
    EventRate all = average.times(GROUP_SIZE - 1).as("deliveries");
    return Judgement.of(Verdict.CONDITIONAL)
        .claimed(new Count(GROUP_SIZE, "members"))
        .found(Amount.text("9 deliveries for a group message"))
        .because(
            "An assumption; what it costs depends on the share of group messages, which the"
                + " document does not state.")
        .consequently(
            "Deliveries with 10, 30 and 50% of group messages: "
                + deliveries(average, 0.1)
                + ", "
                + deliveries(average, 0.3)
                + " and "
                + deliveries(average, 0.5)
                + ".")
        .by(
            Calculation.of("(1 - group_share) + group_share x (group_size - 1)")
                .with("group_size", "10", "line 24")
                .with("group_share", "0.1, 0.3, 0.5", OURS)
                .gives("1.8, 3.4 and 5 deliveries per message; at most " + all.text()));
  }

  private static Judgement groupCount(Question question) {
    Estimate estimate = question.estimate();
    Count perMembership = new Count(estimate.users().value().value() / GROUP_SIZE, "groups");
    return Judgement.of(Verdict.CONDITIONAL)
        .found(perMembership)
        .because(
            "The document asks and gives no figure: for each group that a user belongs to there are"
                + " "
                + perMembership.text()
                + ".")
        .by(
            Calculation.of("users x groups_per_user / group_size")
                .with("users", estimate.users())
                .with("group_size", "10", "line 24")
                .with("groups_per_user", "1", OURS)
                .gives(perMembership));
  }

  private static String deliveries(EventRate average, double groupShare) {
    return average
        .times(Traffic.deliveriesPerMessage(groupShare, GROUP_SIZE))
        .as("deliveries")
        .text();
  }

  private static String percent(double share) {
    return Numbers.text(100 * share) + "%";
  }
}
