package org.plumbline.capacity.judge;

import java.util.Map;
import org.plumbline.capacity.formula.Collisions;
import org.plumbline.capacity.formula.Placement;
import org.plumbline.capacity.formula.Snowflake;
import org.plumbline.capacity.quantity.Count;
import org.plumbline.capacity.quantity.Numbers;
import org.plumbline.capacity.quantity.Quantity;

/** Ids, sequences and keys. */
final class IdChecks {
  private static final String SNOWFLAKE = "Snowflake, as Twitter published it in 2010";
  private static final long SAMPLE_ID = 18_472_938_472L;
  private static final int MILLIS_PER_SECOND = 1_000;

  private static final int IDS = 200_000;

  private IdChecks() {}

  static Map<String, ClaimCheck> byName() {
    return Map.of(
        "user_id_hashed", IdChecks::userIdHashed,
        "user_id_modulo", IdChecks::userIdModulo,
        "snowflake_sequence", IdChecks::snowflakeSequence,
        "sample_id", IdChecks::sampleId,
        "time_as_key", IdChecks::timeAsKey);
  }

  private static Judgement userIdModulo(Question question) {
    Quantity claimed = question.claimed();
    int shards = (int) claimed.inBaseUnit();
    Count found = new Count(Snowflake.shardsReached(shards, 1), "shards");
    boolean allReached = found.value() == shards;
    return Judgement.of(allReached ? Verdict.HOLDS : Verdict.CONDITIONAL)
        .claimed(claimed)
        .found(found)
        .ratio(claimed, found)
        .because(
            "It holds for sequential or random user ids, or when the id is hashed first. Snowflake"
                + " ids made one per millisecond are multiples of 4,096 and reach only "
                + found.text()
                + " of "
                + claimed.text()
                + ".")
        .consequently(
            "Those shards would hold 8 times the planned data; with sequence numbers 0 to 3 "
                + Snowflake.shardsReached(shards, 4)
                + " are reached.")
        .by(
            Calculation.of("shards / gcd(4,096, shards)")
                .with("shards", claimed, "line 137")
                .with("4,096", "2^12 sequence numbers", SNOWFLAKE)
                .gives(found));
  }

  private static Judgement userIdHashed(Question question) {
    int shards = (int) question.claimed().inBaseUnit();
    Placement.Fill fill = Placement.hashed(shards, i -> Snowflake.id(i, 0, 0), IDS);
    Count found = new Count(fill.used(), "shards");
    return Judgement.of(found.value() == shards ? Verdict.HOLDS : Verdict.FAILS)
        .claimed(question.claimed())
        .found(found)
        .ratio(question.claimed(), found)
        .consequently(
            "The fullest has "
                + Numbers.text(fill.fullest() / fill.mean())
                + " times the mean: a hash evens out what the modulo alone does not (S1-62).")
        .by(
            Calculation.of("hash(id) % shards, counted for Snowflake ids of sequence number 0")
                .with("shards", found, "line 72")
                .with("ids", Numbers.text(IDS), "our assumption")
                .gives(found));
  }

  private static Judgement snowflakeSequence(Question question) {
    Count workers = new Count(Snowflake.workers(), "workers");
    Count servers = question.estimate().servers();
    boolean workersSuffice = servers.value() <= workers.value();
    return Judgement.of(Verdict.CONDITIONAL)
        .claimed(Amount.text("a global 64-bit sequence number"))
        .found(
            Amount.text(
                Snowflake.idsPerWorker().text()
                    + " on each of "
                    + workers.text()
                    + " for "
                    + Snowflake.lifetime().text()))
        .because(
            "It is an id and no sequence: unique and sortable by time as far as the clocks agree,"
                + " with gaps, and in no strict order across workers.")
        .consequently(
            servers.text()
                + (workersSuffice ? " fit into " : " do not fit into ")
                + workers.text()
                + "; a reader that asks for ids above a cursor can miss a lower one that comes"
                + " late.")
        .by(
            Calculation.of("2^12 ids per ms and worker, 2^10 workers, 2^41 ms")
                .with("bits", "41 + 10 + 12", SNOWFLAKE)
                .with("servers", servers, "users x concurrent_share / connections_per_server")
                .gives(workers));
  }

  private static Judgement sampleId(Question question) {
    Snowflake.Parts parts = Snowflake.parts(SAMPLE_ID);
    double days = Snowflake.exactInDoubleFor().days();
    boolean stringNeeded = Snowflake.lifetime().days() > days;
    return Judgement.of(stringNeeded ? Verdict.HOLDS : Verdict.FAILS)
        .claimed(Amount.text("a string"))
        .found(Amount.text("ids pass 2^53 after " + Numbers.text(days) + " days"))
        .consequently(
            "A string is right, since a JSON number is exact only up to 2^53. The example itself is"
                + " not realistic: it was made "
                + parts.sinceEpoch().text()
                + " after the epoch, by worker "
                + parts.worker()
                + " with sequence number "
                + parts.sequence()
                + ".")
        .by(
            Calculation.of("2^(53 - 10 - 12) ms")
                .with("example", String.valueOf(SAMPLE_ID), "line " + question.claim().line())
                .with("bits", "41 + 10 + 12", SNOWFLAKE)
                .gives(Numbers.text(days) + " days"));
  }

  private static Judgement timeAsKey(Question question) {
    double chance = Collisions.chanceOfAny(10, MILLIS_PER_SECOND);
    double overwritten = Collisions.expectedOverwritten(1_000, MILLIS_PER_SECOND);
    String found =
        Numbers.text(100 * chance)
            + "% chance of an overwritten row among 10 messages in a second; of 1,000 messages "
            + Numbers.text(overwritten)
            + " are overwritten";
    return Judgement.of(Verdict.CONDITIONAL)
        .found(Amount.text(found))
        .because(
            "It holds when the message id is part of the key. Chat id and time alone are no unique"
                + " key: rows of the same millisecond overwrite each other.")
        .consequently("Messages of busy groups would be lost without an error.")
        .by(
            Calculation.of("1 - product of (1 - i / slots) for i below messages")
                .with("slots", "1,000 milliseconds in a second", question.claim().document())
                .with("messages", "10 and 1,000", "our examples")
                .gives(found));
  }
}
