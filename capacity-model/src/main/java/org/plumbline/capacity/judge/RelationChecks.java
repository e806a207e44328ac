package org.plumbline.capacity.judge;

import java.util.Map;
import org.plumbline.capacity.estimate.Estimate;
import org.plumbline.capacity.formula.Traffic;
import org.plumbline.capacity.quantity.Count;
import org.plumbline.capacity.quantity.EventRate;
import org.plumbline.capacity.quantity.Numbers;
import org.plumbline.capacity.quantity.TimeSpan;

/** What a relational store is good for: few writes, joins, and how many rows a second it needs. */
final class RelationChecks {
  private static final String OURS = "our assumption; the document states none";
  private static final double FRIENDS = 200;
  private static final double GROUP_SHARE = 0.3;
  private static final double SESSIONS = 10;
  private static final double CHANGES_PER_MONTH = 1;

  /** The shards of s1 (line 137). */
  private static final double SHARDS = 1_000;

  private static final double COPIES = 2;
  private static final double PEAK = 2;
  private static final TimeSpan COMMIT = TimeSpan.ofMillis(1);

  private RelationChecks() {}

  static Map<String, ClaimCheck> byName() {
    return Map.of(
        "seldom_written", RelationChecks::seldomWritten,
        "members_queried", RelationChecks::membersQueried,
        "relations_joined", RelationChecks::joined,
        "row_per_message", RelationChecks::rowPerMessage,
        "history_read_seldom", RelationChecks::historyReadSeldom);
  }

  private static Judgement seldomWritten(Question question) {
    Estimate estimate = question.estimate();
    EventRate writes = estimate.users().value().times(CHANGES_PER_MONTH / 30).per(TimeSpan.DAY);
    EventRate messages = estimate.averageMessageRate();
    double share = writes.perSecond() / messages.perSecond();
    double breakEven = estimate.messagesPerUserPerDay().value().value() / 100;
    return Judgement.of(share < 0.01 ? Verdict.CONDITIONAL : Verdict.FAILS)
        .found(writes.as("changes"))
        .because(
            "It holds as long as a user changes it less than "
                + Numbers.text(breakEven)
                + " times a day: only then do the changes reach a hundredth of the messages.")
        .consequently("At one change a month they are " + percent(share) + " of the message rate.")
        .by(
            Calculation.of("users x changes_per_month / 30 / 86,400 s")
                .with("users", estimate.users())
                .with("changes_per_month", Numbers.text(CHANGES_PER_MONTH), OURS)
                .gives(writes.as("changes")));
  }

  private static Judgement membersQueried(Question question) {
    EventRate messages = question.estimate().averageMessageRate();
    EventRate queries = messages.times(GROUP_SHARE).as("queries");
    double each = queries.perSecond() / SHARDS;
    return Judgement.of(each > 1 ? Verdict.CONDITIONAL : Verdict.HOLDS)
        .found(queries)
        .because(
            "A consumer must know the members, but not from MySQL for each message: that is a query"
                + " for every message to a group, where the members hardly change.")
        .consequently(
            "The messenger here keeps them beside the consumer, fed by the log, and asks nobody.")
        .by(
            Calculation.of("messages x share_to_groups")
                .with("messages", messages, "users x messages_per_user_per_day / 86,400 s")
                .with("share_to_groups", percent(GROUP_SHARE), OURS)
                .gives(queries));
  }

  private static Judgement joined(Question question) {
    Count reads = new Count(1 + FRIENDS, "partition reads by key");
    Count rows = new Count(FRIENDS * FRIENDS, "rows by one join");
    return Judgement.of(reads.value() > 1 ? Verdict.CONDITIONAL : Verdict.FAILS)
        .found(Amount.text("friends of friends: " + reads.text() + ", or " + rows.text()))
        .because(
            "It holds for questions over relations: a store that reads by key asks once for each"
                + " friend. \"Who is a member\", by key, either kind answers in one read.")
        .consequently(
            "While all users fit one relational primary; "
                + question.estimate().users().value().text()
                + " with "
                + Numbers.text(FRIENDS)
                + " friends each are "
                + question.estimate().users().value().times(FRIENDS).text()
                + " rows, and a join over shards is a read of each again.")
        .by(
            Calculation.of("1 + friends; friends x friends")
                .with("friends", Numbers.text(FRIENDS), OURS)
                .gives(reads.text() + "; " + rows.text()));
  }

  private static Judgement rowPerMessage(Question question) {
    EventRate rate = question.estimate().averageMessageRate();
    EventRate each = rate.times(COPIES * PEAK / SHARDS).as("rows");
    EventRate commits = new EventRate(1 / COMMIT.seconds(), "rows");
    boolean tooSlow = each.perSecond() > commits.perSecond();
    return Judgement.of(tooSlow ? Verdict.HOLDS : Verdict.FAILS)
        .claimed(Amount.text("cannot be used"))
        .found(each)
        .because(
            "On the document's own shards each database takes "
                + each.text()
                + " at a peak of twice the average, both copies counted. Even one that waits for"
                + " the disk after every row does "
                + commits.text()
                + ".")
        .consequently(
            "\"Cannot\" is too strong. What speaks against it is growth: resharding, and ranges of"
                + " old messages that a B-tree has spread over the disk.")
        .by(
            Calculation.of("messages x copies x peak / shards")
                .with("messages", rate, "users x messages_per_user_per_day / 86,400 s")
                .with("copies", Numbers.text(COPIES), "line 137, by user")
                .with("peak", Numbers.text(PEAK), OURS)
                .with("shards", Numbers.text(SHARDS), "line 137")
                .with("one commit", COMMIT, "our assumption: a flush of a solid-state disk")
                .gives(each));
  }

  private static Judgement historyReadSeldom(Question question) {
    Estimate estimate = question.estimate();
    EventRate writes = estimate.averageMessageRate();
    EventRate reads = estimate.users().value().times(SESSIONS).per(TimeSpan.DAY).as("pages");
    TimeSpan window = TimeSpan.parse("30 s");
    EventRate storm = Traffic.pollRequests(estimate.users().value().value(), window).as("pages");
    double share = reads.perSecond() / writes.perSecond();
    return Judgement.of(share < 1 ? Verdict.CONDITIONAL : Verdict.FAILS)
        .found(reads)
        .because(
            "It holds on a normal day: "
                + Numbers.text(1 / share)
                + " messages are written for each page read, at a page a session.")
        .consequently(
            "When all reconnect within "
                + window.text()
                + " it turns round: "
                + storm.text()
                + ", "
                + Numbers.text(storm.perSecond() / writes.perSecond())
                + " times the writes.")
        .by(
            Calculation.of("users x sessions / 86,400 s")
                .with("users", estimate.users())
                .with("sessions", Numbers.text(SESSIONS) + " per user and day", OURS)
                .gives(reads));
  }

  private static String percent(double share) {
    return Numbers.text(100 * share) + "%";
  }
}
