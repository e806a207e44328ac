package org.plumbline.capacity.judge;

import java.util.Map;
import org.plumbline.capacity.estimate.Estimate;
import org.plumbline.capacity.formula.Access;
import org.plumbline.capacity.formula.Connections;
import org.plumbline.capacity.quantity.Count;
import org.plumbline.capacity.quantity.EventRate;
import org.plumbline.capacity.quantity.Numbers;
import org.plumbline.capacity.quantity.TimeSpan;

/** What must be how large: pools, copies, windows, balancers. */
final class SizingChecks {
  private static final String OURS = "our assumption; the document states none";
  private static final TimeSpan STORE_CALL = TimeSpan.ofMillis(10);
  private static final double POOL = 10;
  private static final double SHARDS = 1_000;
  private static final double FRIENDS = 200;
  private static final TimeSpan COPY_KEPT = TimeSpan.parse("5 s");
  private static final double DISKS_LOST_PER_YEAR = 0.014;
  private static final TimeSpan REPAIR = TimeSpan.DAY;
  private static final double COPIES = 3;
  private static final TimeSpan WINDOW = TimeSpan.parse("30 s");

  private SizingChecks() {}

  static Map<String, ClaimCheck> byName() {
    return Map.of(
        "store_by_thread_or_request", SizingChecks::threads,
        "connection_pool", SizingChecks::pool,
        "status_pulled_at_start", SizingChecks::statusPull,
        "location_copied", SizingChecks::copied,
        "copies_of_data", SizingChecks::copies);
  }

  private static EventRate perServer(Estimate estimate) {
    return Connections.messagesPerServer(estimate.averageMessageRate(), estimate.servers().value());
  }

  private static Judgement threads(Question question) {
    EventRate rate = perServer(question.estimate());
    Count busy = Access.busy(rate, STORE_CALL, "threads busy");
    return Judgement.of(busy.value() <= POOL ? Verdict.HOLDS : Verdict.CONDITIONAL)
        .found(busy)
        .because(
            "Either is enough: a server of the document stores so little that one thread is idle"
                + " most of the time.")
        .consequently(
            "The ways differ when the store is slow: at a second a call "
                + Access.busy(rate, TimeSpan.SECOND, "threads").text()
                + " wait, or as many requests without one.")
        .by(
            Calculation.of("Little: messages_per_server x time_of_a_call")
                .with("messages_per_server", rate, "average rate / servers")
                .with("time_of_a_call", STORE_CALL, OURS)
                .gives(busy));
  }

  private static Judgement pool(Question question) {
    Estimate estimate = question.estimate();
    Count needed = Access.busy(perServer(estimate), STORE_CALL, "connections busy at a server");
    Count atStore = new Count(estimate.servers().value() * POOL, "connections in all");
    return Judgement.of(atStore.value() > SHARDS ? Verdict.HOLDS : Verdict.FAILS)
        .found(needed)
        .consequently(
            "The pools' sum is what matters: "
                + estimate.servers().text()
                + " with "
                + Numbers.text(POOL)
                + " each are "
                + atStore.text()
                + ", and if every server may ask every shard, each of the "
                + Numbers.text(SHARDS)
                + " databases has that many.")
        .by(
            Calculation.of("Little: messages_per_server x time_of_a_call; servers x pool")
                .with("servers", estimate.servers(), "line 78")
                .with("time_of_a_call", STORE_CALL, OURS)
                .with("pool", Numbers.text(POOL), OURS)
                .gives(needed.text() + "; " + atStore.text()));
  }

  private static Judgement statusPull(Question question) {
    Estimate estimate = question.estimate();
    double sockets = estimate.connectionsPerServer().value().value();
    EventRate statuses = new Count(sockets * FRIENDS, "statuses").per(WINDOW);
    double perMessage = statuses.perSecond() / estimate.averageMessageRate().perSecond();
    return Judgement.of(perMessage < 0.1 ? Verdict.HOLDS : Verdict.CONDITIONAL)
        .found(statuses)
        .because(
            "It holds for users who start one by one. When a server dies, its "
                + Numbers.text(sockets)
                + " clients start together.")
        .consequently(
            "One dead server of "
                + estimate.servers().text()
                + " then asks for "
                + Numbers.text(perMessage)
                + " statuses for every message of the whole service; the viewport's alone are a"
                + " tenth of it.")
        .by(
            Calculation.of("connections_per_server x friends / window")
                .with("connections_per_server", estimate.connectionsPerServer())
                .with("friends", Numbers.text(FRIENDS), OURS)
                .with("window", WINDOW, OURS)
                .gives(statuses));
  }

  private static Judgement copied(Question question) {
    Estimate estimate = question.estimate();
    EventRate lively = new EventRate(1, "look-ups");
    EventRate usual = estimate.messagesPerUserPerDay().value().per(TimeSpan.DAY).as("look-ups");
    double savedLively = Access.savedByCopy(lively, COPY_KEPT);
    double savedUsual = Access.savedByCopy(usual, COPY_KEPT);
    String found =
        percent(savedLively)
            + " saved while two people chat, "
            + percent(savedUsual)
            + " over an average day";
    return Judgement.of(savedLively > 0.5 ? Verdict.CONDITIONAL : Verdict.FAILS)
        .found(Amount.text(found))
        .because(
            "It holds for those who are just chatting; for the average message it saves little.")
        .consequently("Who moves to another server is missed for up to " + COPY_KEPT.text() + ".")
        .by(
            Calculation.of("rate x kept / (1 + rate x kept)")
                .with("rate", lively.text() + " and " + usual.text(), "a lively thread; line 22")
                .with("kept", COPY_KEPT, OURS)
                .gives(found));
  }

  private static Judgement copies(Question question) {
    Estimate estimate = question.estimate();
    Count shards =
        new Count(
            Math.ceil(estimate.payloadKept().dividedBy(estimate.shardSize().value())), "shards");
    double alone = shards.value() * DISKS_LOST_PER_YEAR;
    double whileRepaired = DISKS_LOST_PER_YEAR * REPAIR.years();
    double withCopies = COPIES * alone * Math.pow(whileRepaired, COPIES - 1) * (COPIES - 1);
    String found =
        Numbers.text(alone)
            + " shards lost a year with one copy, "
            + Numbers.text(withCopies)
            + " with three";
    return Judgement.of(alone > 1 ? Verdict.HOLDS : Verdict.CONDITIONAL)
        .found(Amount.text(found))
        .consequently(
            "One copy loses a shard of "
                + estimate.shardSize().value().text()
                + " every "
                + Numbers.text(365 / alone)
                + " days.")
        .by(
            Calculation.of(
                    "shards x rate; copies x shards x rate x (rate x repair)^(copies - 1) x 2")
                .with("shards", shards, "payload kept / shard")
                .with("rate", "1.4% of the disks a year", "Backblaze drive statistics, 2023")
                .with("repair", REPAIR, OURS)
                .with("copies", Numbers.text(COPIES), OURS)
                .gives(found));
  }

  private static String percent(double share) {
    return Numbers.text(100 * share) + "%";
  }
}
