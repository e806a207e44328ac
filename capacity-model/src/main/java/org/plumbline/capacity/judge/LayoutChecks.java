package org.plumbline.capacity.judge;

import java.util.Map;
import org.plumbline.capacity.estimate.Estimate;
import org.plumbline.capacity.formula.Access;
import org.plumbline.capacity.formula.Placement;
import org.plumbline.capacity.formula.Storage;
import org.plumbline.capacity.quantity.Count;
import org.plumbline.capacity.quantity.DataSize;
import org.plumbline.capacity.quantity.EventRate;
import org.plumbline.capacity.quantity.Numbers;
import org.plumbline.capacity.quantity.TimeSpan;

/** What a partition key and a sorting key do to reads and writes. */
final class LayoutChecks {
  private static final String OURS = "our assumption";
  private static final int PARTICIPANTS = 2;

  /** The shards of s1 (line 137) and s3 (line 72). */
  private static final int SHARDS = 1_000;

  /** The page that s4 (line 93) reads. */
  private static final int PAGE = 50;

  private static final int GROUP_SIZE = 10;
  private static final int GROUPS_OF_USER = 10;

  private LayoutChecks() {}

  static Map<String, ClaimCheck> byName() {
    return Map.of(
        "own_copy_per_user", LayoutChecks::ownCopy,
        "partition_by_sender", LayoutChecks::bySender,
        "index_on_recipient", LayoutChecks::indexOnRecipient,
        "index_on_partition_key", LayoutChecks::indexOnKey,
        "blank_sorting_key", LayoutChecks::blankSortingKey,
        "range_over_all_shards", LayoutChecks::scattered,
        "members_by_group", LayoutChecks::membersByGroup,
        "second_as_key", LayoutChecks::secondAsKey,
        "one_status_per_message", LayoutChecks::oneStatus);
  }

  private static Judgement ownCopy(Question question) {
    Estimate estimate = question.estimate();
    DataSize one = estimate.payloadKept();
    DataSize both = Storage.copiesPerParticipant(one, PARTICIPANTS);
    Count shards = Storage.shards(both, estimate.shardSize().value());
    return Judgement.of(both.bytes() > one.bytes() ? Verdict.CONDITIONAL : Verdict.HOLDS)
        .claimed(one)
        .found(both)
        .ratio(one, both)
        .because(
            "It holds only if every message is stored twice, on the sender's shard and on the"
                + " recipient's: the document counts it once.")
        .consequently(
            "That takes " + shards.text() + " of " + estimate.shardSize().value().text() + ".")
        .by(
            Calculation.of("payload_kept x participants")
                .with("payload_kept", one, "messages x size x retention")
                .with("participants", Numbers.text(PARTICIPANTS), "a one-to-one conversation")
                .gives(both));
  }

  private static Judgement bySender(Question question) {
    Count found = new Count(PARTICIPANTS, "partitions for one conversation");
    return Judgement.of(found.value() > 1 ? Verdict.FAILS : Verdict.HOLDS)
        .claimed(new Count(1, "partition"))
        .found(found)
        .because(
            "The messages that a user sent are together; those that he received lie with each of"
                + " their senders.")
        .consequently(
            "A conversation is merged from two partitions, and a user's inbox from as many as wrote"
                + " to him.")
        .by(
            Calculation.of("one partition for each sender of the conversation")
                .with("senders", Numbers.text(PARTICIPANTS), "a one-to-one conversation")
                .gives(found));
  }

  private static Judgement indexOnRecipient(Question question) {
    double slow = Access.slowerThanTail(SHARDS);
    String found =
        Numbers.text(SHARDS)
            + " shards asked for one read; "
            + percent(slow)
            + " of the reads slower than one shard's 99th percentile";
    return Judgement.of(slow > 0.5 ? Verdict.CONDITIONAL : Verdict.HOLDS)
        .found(Amount.text(found))
        .because(
            "It answers the question, at a price: a local index lies beside its rows, so every"
                + " shard is asked.")
        .consequently("Each further shard makes it slower; a second table, or a thread's key, not.")
        .by(tail("shards", SHARDS, "s1 line 137, s3 line 72", found));
  }

  private static Judgement indexOnKey(Question question) {
    Count byKey = new Count(1, "partition read by the key");
    Count byIndex = new Count(1, "partition read by the index");
    boolean gains = byIndex.value() < byKey.value();
    return Judgement.of(gains ? Verdict.HOLDS : Verdict.FAILS)
        .claimed(Amount.text("an index on the chat id"))
        .found(Amount.text(byKey.text() + ", " + byIndex.text()))
        .because("The chat id is the partition key: the index finds what the key finds already.")
        .consequently("It costs a second write for every message.")
        .by(
            Calculation.of("partitions that hold one chat's messages")
                .with("key", "chat id", "line 65")
                .with("index", "chat id", "line 65")
                .gives(byIndex));
  }

  private static Judgement blankSortingKey(Question question) {
    Count sent = question.estimate().messagesPerUserPerDay().value();
    Count left = new Count(Math.min(1, sent.value()), "row left of a day's messages of a user");
    return Judgement.of(left.value() < sent.value() ? Verdict.FAILS : Verdict.CONDITIONAL)
        .claimed(Amount.text("left blank"))
        .found(left)
        .because(
            "Without a sorting key the sender alone is the primary key: each message overwrites the"
                + " one before, "
                + sent.text()
                + " a day.")
        .consequently("The message id makes the key unique, and gives pages an order.")
        .by(
            Calculation.of("one row for each value of the primary key")
                .with("messages_per_user_per_day", question.estimate().messagesPerUserPerDay())
                .with("key", "message_from", "line 59")
                .gives(left));
  }

  private static Judgement scattered(Question question) {
    double machines = Placement.machinesOf(PAGE, SHARDS);
    double slow = Access.slowerThanTail(machines);
    String found =
        Numbers.text(machines)
            + " shards for a page of "
            + PAGE
            + "; "
            + percent(slow)
            + " of the pages slower than one shard's 99th percentile";
    return Judgement.of(slow > 0.1 ? Verdict.HOLDS : Verdict.FAILS)
        .claimed(Amount.text("very slow"))
        .found(Amount.text(found))
        .consequently("By thread the same page is one read of one shard.")
        .by(
            tail(
                "shards_of_page", machines, "shards x (1 - (1 - 1 / shards)^" + PAGE + ")", found));
  }

  private static Judgement membersByGroup(Question question) {
    double scattered = Placement.machinesOf(GROUPS_OF_USER, SHARDS);
    String found =
        "1 shard for a group's members; "
            + Numbers.text(scattered)
            + " shards hold the "
            + GROUPS_OF_USER
            + " groups of a user, and all are asked";
    return Judgement.of(scattered > 1 ? Verdict.CONDITIONAL : Verdict.HOLDS)
        .found(Amount.text(found))
        .because(
            "It holds for \"who is in this group\". \"In which groups is this user\" needs a second"
                + " table, or every shard.")
        .by(
            Calculation.of("shards x (1 - (1 - 1 / shards)^groups)")
                .with("shards", Numbers.text(SHARDS), "s1 line 137")
                .with("groups", Numbers.text(GROUPS_OF_USER), OURS)
                .gives(found));
  }

  private static Judgement secondAsKey(Question question) {
    EventRate lively = new EventRate(1, "messages");
    double lost = Access.overwrittenShare(lively, TimeSpan.SECOND);
    String found = percent(lost) + " of the messages of a lively thread overwritten";
    return Judgement.of(lost > 0 ? Verdict.FAILS : Verdict.HOLDS)
        .claimed(Amount.text("t123_1634567890"))
        .found(Amount.text(found))
        .because(
            "The example counts whole seconds: two messages of one thread in one second have one"
                + " key. With a sequence instead, the document's other reading, none is lost.")
        .consequently(
            "\"The last 50\" also needs a reverse scan, since the key rises; and a scan by the"
                + " prefix t12 without the underscore finds t123 as well.")
        .by(
            Calculation.of("1 - (1 - e^-m) / m with m = rate x 1 s")
                .with("rate", lively, OURS)
                .with("resolution", TimeSpan.SECOND, "line 51, the example")
                .gives(found));
  }

  private static Judgement oneStatus(Question question) {
    Count needed = new Count(GROUP_SIZE - 1, "statuses for a message to a group");
    return Judgement.of(needed.value() > 1 ? Verdict.CONDITIONAL : Verdict.HOLDS)
        .claimed(new Count(1, "status"))
        .found(needed)
        .because(
            "It holds for one recipient. One cell cannot say that some members have read a message"
                + " and others have not.")
        .consequently(
            "And each message is written three times: "
                + question.estimate().averageMessageRate().times(3).as("writes").text()
                + ". A cursor for each member and thread takes less.")
        .by(
            Calculation.of("members - 1")
                .with("members", Numbers.text(GROUP_SIZE), "s2 line 24")
                .gives(needed));
  }

  private static Calculation tail(String name, double parts, String source, String result) {
    return Calculation.of("1 - 0.99^" + name).with(name, Numbers.text(parts), source).gives(result);
  }

  private static String percent(double share) {
    return Numbers.text(100 * share) + "%";
  }
}
