package org.plumbline.capacity.judge;

import java.util.Map;
import org.plumbline.capacity.estimate.Estimate;
import org.plumbline.capacity.formula.Storage;
import org.plumbline.capacity.formula.Traffic;
import org.plumbline.capacity.quantity.Count;
import org.plumbline.capacity.quantity.DataSize;
import org.plumbline.capacity.quantity.DataUnit;
import org.plumbline.capacity.quantity.Numbers;
import org.plumbline.capacity.quantity.Quantity;
import org.plumbline.capacity.quantity.TimeSpan;

/** What is kept and in how many shards. */
final class StorageChecks {
  private static final String OURS = "our assumption; the document states none";
  private static final int PARTICIPANTS = 2;

  /** The storage figure that s1 (line 28) and s3 (line 21) go on to divide. */
  private static final DataSize ROUNDED_STORAGE = DataSize.parse("3.6 PB");

  /** Rule of thumb of Cassandra's vendors: fewer values than this in one partition. */
  private static final double ROWS_PER_PARTITION = 100_000;

  private StorageChecks() {}

  static Map<String, ClaimCheck> byName() {
    return Map.of(
        "payload_kept", StorageChecks::payloadKept,
        "text_kept", StorageChecks::textKept,
        "left_out_of_storage", StorageChecks::leftOut,
        "shards_of_rounded_storage", StorageChecks::shards,
        "thousand_shards", StorageChecks::thousandShards,
        "unlimited_history", StorageChecks::unlimitedHistory,
        "group_partition", StorageChecks::groupPartition);
  }

  private static Judgement payloadKept(Question question) {
    Estimate estimate = question.estimate();
    DataSize found = estimate.payloadKept();
    Judgement judgement =
        Judgement.comparing(question, found)
            .by(
                Calculation.of("users x (text + media) x retention")
                    .with("users", estimate.users())
                    .with(
                        "text",
                        estimate.messageSize().value().times(perUser(estimate)),
                        "line 28, 2 kb per user and day")
                    .with("media", estimate.mediaPerUserPerDay())
                    .with("retention", estimate.retention())
                    .gives(found));
    return judgement.verdict() == Verdict.FAILS
        ? judgement
            .because(causeOfPayloadKept(question, estimate))
            .consequently(
                "Text is "
                    + Storage.kept(estimate.textPerDay(), estimate.retention().value()).text()
                    + " and media "
                    + Storage.kept(estimate.mediaPerDay(), estimate.retention().value()).text()
                    + "; who buys disks by the claim buys "
                    + Judgement.times(question.claimed().ratioTo(found))
                    + " times what one copy needs. Three replicas need "
                    + Storage.replicated(found, 3).text()
                    + ".")
        : judgement;
  }

  /** Adds the kilobytes of text as megabytes, and says so only when that explains the claim. */
  private static String causeOfPayloadKept(Question question, Estimate estimate) {
    double textKilobytes = estimate.messageSize().value().times(perUser(estimate)).in(DataUnit.KB);
    DataSize slip =
        DataSize.ofBytes(textKilobytes * DataUnit.MB.bytes())
            .plus(estimate.mediaPerUserPerDay().value());
    DataSize slipped =
        Storage.kept(
            Traffic.addedPerDay(estimate.users().value().value(), slip),
            estimate.retention().value());
    if (!question.claimed().isWithin(question.tolerance(), slipped)) {
      return "No single slip of a unit explains the claim.";
    }
    String text = Numbers.text(textKilobytes);
    double millions = estimate.users().value().value() / 1e6;
    return "The "
        + text
        + " kB of text was added as "
        + text
        + " MB: "
        + Numbers.text(millions)
        + " x ("
        + text
        + " + "
        + Numbers.text(estimate.mediaPerUserPerDay().value().in(DataUnit.MB))
        + ") x 365 = "
        + Numbers.text(slipped.in(DataUnit.TB))
        + " TB exactly.";
  }

  private static double perUser(Estimate estimate) {
    return estimate.messagesPerUserPerDay().value().value();
  }

  private static DataSize text(Estimate estimate) {
    return Storage.kept(estimate.textPerDay(), estimate.retention().value());
  }

  private static DataSize rows(Estimate estimate) {
    return Storage.withMetadata(
        text(estimate), estimate.messageSize().value(), estimate.metadataPerMessage().value());
  }

  private static Calculation textCalculation(Estimate estimate, Quantity found) {
    return Calculation.of("text_per_day x retention")
        .with(
            "text_per_day",
            estimate.textPerDay(),
            "users x messages_per_user_per_day x message_size")
        .with("retention", estimate.retention())
        .gives(found);
  }

  private static Judgement textKept(Question question) {
    Estimate estimate = question.estimate();
    DataSize found = text(estimate);
    return Judgement.comparing(question, found)
        .consequently("Three replicas take " + Storage.replicated(found, 3).text() + ".")
        .by(textCalculation(estimate, found));
  }

  private static Judgement leftOut(Question question) {
    Estimate estimate = question.estimate();
    DataSize found = text(estimate);
    DataSize twice = Storage.copiesPerParticipant(rows(estimate), PARTICIPANTS);
    return Judgement.comparing(question, found)
        .because("The stated storage is the payload alone, " + found.text() + ".")
        .consequently(
            "With 33 B of metadata a row "
                + rows(estimate).text()
                + ", with a copy for each of two participants "
                + twice.text()
                + ", with three replicas "
                + Storage.replicated(twice, 3).text()
                + ": "
                + Judgement.times(Storage.replicated(twice, 3).ratioTo(question.claimed()))
                + " times the stated figure.")
        .by(textCalculation(estimate, found));
  }

  private static Judgement shards(Question question) {
    Estimate estimate = question.estimate();
    DataSize shard = estimate.shardSize().value();
    Count found = Storage.shards(ROUNDED_STORAGE, shard);
    DataSize exact = text(estimate);
    DataSize twice = Storage.copiesPerParticipant(exact, PARTICIPANTS);
    return Judgement.comparing(question, found)
        .consequently(
            "It holds for the rounded 3.6 PB; the exact "
                + exact.text()
                + " fills "
                + Storage.shards(exact, shard).text()
                + ", and "
                + Storage.shards(twice, shard).text()
                + " when sender and receiver each keep the message on their own shard.")
        .by(
            Calculation.of("storage / shard_size")
                .with("storage", ROUNDED_STORAGE, "as the document rounded it")
                .with("shard_size", estimate.shardSize())
                .gives(found));
  }

  private static Judgement thousandShards(Question question) {
    Estimate estimate = question.estimate();
    DataSize shard = estimate.shardSize().value();
    Quantity claimed = question.claimed();
    Count payload = Storage.shards(text(estimate), shard);
    Count rows = Storage.shards(rows(estimate), shard);
    boolean payloadFits = payload.value() <= claimed.inBaseUnit();
    boolean rowsFit = rows.value() <= claimed.inBaseUnit();
    Verdict whenPayloadFits = rowsFit ? Verdict.HOLDS : Verdict.CONDITIONAL;
    double fill = Storage.shardFill(text(estimate), claimed.inBaseUnit(), shard);
    return Judgement.of(payloadFits ? whenPayloadFits : Verdict.FAILS)
        .claimed(claimed)
        .found(payload)
        .ratio(claimed, payload)
        .because(
            "It holds for one copy of the payload without metadata or compression; the shards are"
                + " then "
                + Numbers.text(100 * fill)
                + "% full.")
        .consequently(
            "With 33 B of metadata a row "
                + new Count(Math.ceil(rows.value()), "shards").text()
                + " would be needed.")
        .by(
            Calculation.of("text_per_day x retention / shard_size")
                .with("text_per_day", estimate.textPerDay(), "users x messages x message_size")
                .with("retention", estimate.retention())
                .with("shard_size", estimate.shardSize())
                .gives(payload));
  }

  private static Judgement unlimitedHistory(Question question) {
    Estimate estimate = question.estimate();
    double shards = 1_000;
    TimeSpan full =
        Storage.timeUntilFull(shards, estimate.shardSize().value(), estimate.textPerDay());
    return Judgement.of(Verdict.FAILS)
        .claimed(Amount.text("an unlimited history"))
        .found(full)
        .because(
            "The number of shards is fixed by user id % 1000, and 1,000 shards of 4 TB are full"
                + " after "
                + Numbers.text(full.days())
                + " days. The document's own estimate keeps five years.")
        .consequently("Without a limit either the shards or their number must grow for ever.")
        .by(
            Calculation.of("shards x shard_size / text_per_day")
                .with("shards", "1,000", "line 137")
                .with("shard_size", estimate.shardSize())
                .with("text_per_day", estimate.textPerDay(), "users x messages x message_size")
                .gives(full));
  }

  private static Judgement groupPartition(Question question) {
    double messages = question.estimate().messagesPerUserPerDay().value().value();
    double members = 10;
    Count year = Storage.groupRows(members, messages, TimeSpan.YEAR);
    TimeSpan limit = Storage.timeUntilRows(ROWS_PER_PARTITION, members, messages);
    return Judgement.of(Verdict.CONDITIONAL)
        .found(Amount.text(year.text() + " a year in one partition"))
        .because(
            "It holds while a partition stays below 100,000 rows, which a group of 10 passes after "
                + limit.text()
                + ".")
        .consequently("A bucket of time must stand in the partition key.")
        .by(
            Calculation.of("members x messages_per_member_per_day x 365")
                .with("members", "10", "s2 line 24")
                .with("messages_per_member_per_day", question.estimate().messagesPerUserPerDay())
                .with("rows_per_partition", "100,000", "rule of thumb of Cassandra's vendors")
                .with("share of messages in this group", "1", OURS)
                .gives(year));
  }
}
