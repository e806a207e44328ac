package org.plumbline.capacity.judge;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.plumbline.capacity.order.CrossingMessages;
import org.plumbline.capacity.order.SkewedServers;
import org.plumbline.capacity.quantity.EventRate;
import org.plumbline.capacity.quantity.Numbers;
import org.plumbline.capacity.quantity.TimeSpan;

/** Order by clocks and by ids: what a schedule and servers with clocks of their own show. */
final class OrderChecks {
  private static final String OURS = "our assumption";
  private static final String INVERTED_SHARE = "1/4 x (1 - e^(-rate x skew))";

  /** A thread in which people are just writing to one another. */
  private static final EventRate LIVELY = new EventRate(1, "messages");

  private static final TimeSpan SKEW = TimeSpan.ofMillis(50);
  private static final List<TimeSpan> SKEWS =
      List.of(TimeSpan.ofMillis(1), SKEW, new TimeSpan(1), new TimeSpan(5));
  private static final double TOLERATED = 0.001;
  private static final int MESSAGES = 20_000;
  private static final long SEED = 1;

  private OrderChecks() {}

  static Map<String, ClaimCheck> byName() {
    return Map.of(
        "crossing_messages", OrderChecks::crossingMessages,
        "server_timestamps", OrderChecks::serverTimestamps,
        "rising_id", OrderChecks::risingId,
        "snowflake_order", OrderChecks::snowflakeOrder,
        "clocks_that_differ", OrderChecks::clocksThatDiffer);
  }

  private static Judgement crossingMessages(Question question) {
    TimeSpan oneWay = SKEW;
    CrossingMessages crossing =
        new CrossingMessages(oneWay.nothing(), TimeSpan.ofMillis(1), oneWay);
    CrossingMessages.Views shown = crossing.views(CrossingMessages.Rule.AS_THEY_COME);
    CrossingMessages.Views sorted = crossing.views(CrossingMessages.Rule.BY_SERVER_TIME);
    String found =
        "as they come: "
            + shown.user1()
            + " and "
            + shown.user2()
            + "; sorted by T: "
            + both(sorted);
    Judgement judgement =
        Judgement.of(Verdict.CONDITIONAL)
            .claimed(Amount.text("[M1, M2] and [M2, M1]"))
            .found(Amount.text(found))
            .by(
                Calculation.of("the five steps of lines 90 to 94, played")
                    .with("M1 and M2 sent", "at 0 ms and at 1 ms", OURS)
                    .with("one way", oneWay, OURS)
                    .with("T1 and T2", stamps(crossing), "sent + one way")
                    .gives(found));
    if (shown.agree()) {
      return judgement.as(Verdict.FAILS).because("Both users see the same, however it is shown.");
    }
    return judgement
        .because(
            "It holds for clients that show messages as they come: their views differ whenever two"
                + " users write within one round trip. Clients that sort by the one server's time"
                + (sorted.agree() ? " do end up with one order." : " differ as well."))
        .consequently(
            "What sorting costs: "
                + sorted.movedAbove()
                + " message comes in above one that is on a screen already. Several servers do not"
                + " even have one time to sort by.");
  }

  private static String both(CrossingMessages.Views views) {
    return views.agree() ? views.user1() + " for both" : views.user1() + " and " + views.user2();
  }

  private static String stamps(CrossingMessages crossing) {
    return crossing.firstStamp().text() + " and " + crossing.secondStamp().text();
  }

  private static Judgement serverTimestamps(Question question) {
    String found =
        SKEWS.stream()
            .map(skew -> percent(share(skew)) + " at " + skew.text())
            .collect(Collectors.joining(", "));
    return Judgement.of(Verdict.CONDITIONAL)
        .found(Amount.text(found + " of the neighbours inverted"))
        .because(
            "It holds while the clocks differ by far less than the time between two messages: the"
                + " inverted share grows with rate x skew, up to a quarter for two servers.")
        .by(shareOf(SKEWS, found));
  }

  private static Judgement risingId(Question question) {
    SkewedServers.Seen alone = SkewedServers.one().simulate(LIVELY, MESSAGES, SEED);
    SkewedServers.Seen two = SkewedServers.two(SKEW).simulate(LIVELY, MESSAGES, SEED);
    String found =
        alone.inverted()
            + " inverted with one server, "
            + Numbers.text(two.inverted())
            + " with two";
    return Judgement.of(alone.inverted() == 0 ? Verdict.CONDITIONAL : Verdict.FAILS)
        .found(Amount.text(found))
        .because(
            "It holds as long as one server makes the ids of a thread. With several, clocks that"
                + " differ put later messages in front of earlier ones.")
        .consequently(
            "Such an id also has gaps: a device cannot tell from it whether it has missed a"
                + " message.")
        .by(simulated(found));
  }

  private static Judgement snowflakeOrder(Question question) {
    SkewedServers.Seen seen = SkewedServers.two(SKEW).simulate(LIVELY, MESSAGES, SEED);
    String found =
        Numbers.text(seen.inverted())
            + " of "
            + Numbers.text(seen.neighbours())
            + " neighbours inverted, "
            + seen.duplicates()
            + " ids twice";
    return Judgement.of(seen.inverted() == 0 ? Verdict.HOLDS : Verdict.FAILS)
        .claimed(Amount.text("0 neighbours inverted"))
        .found(Amount.text(found))
        .because(
            "The ids are unique, and in order only as far as the clocks agree: two workers that are"
                + " "
                + SKEW.text()
                + " apart invert "
                + percent(share(SKEW))
                + " of the neighbours of a thread with a message a second.")
        .consequently(
            "Since the id is assigned before the message is saved, a lower one can become readable"
                + " later: a reader that asks for what is above his last id misses it for good.")
        .by(simulated(found));
  }

  private static Judgement clocksThatDiffer(Question question) {
    TimeSpan needed = SkewedServers.skewFor(TOLERATED, LIVELY);
    return Judgement.of(Verdict.CONDITIONAL)
        .found(needed)
        .because(
            "Unreliable means for order: apart by more than "
                + needed.text()
                + ", from where on more than one in 1,000 neighbours of a lively thread is"
                + " inverted. Whether clocks are that far apart is not tried here: the nodes of a"
                + " run share this machine's clock.")
        .consequently(
            "It counts against Snowflake as well, whose ids begin with a clock's time. An order"
                + " that reads no clock, such as a log's offsets, is not touched.")
        .by(
            Calculation.of("-ln(1 - 4 x share) / rate")
                .with("share", percent(TOLERATED), OURS)
                .with("rate", LIVELY, OURS)
                .gives(needed));
  }

  private static double share(TimeSpan skew) {
    return SkewedServers.two(skew).invertedShare(LIVELY);
  }

  private static Calculation shareOf(List<TimeSpan> skews, String result) {
    String values = skews.stream().map(TimeSpan::text).collect(Collectors.joining(", "));
    return Calculation.of(INVERTED_SHARE)
        .with("rate", LIVELY, OURS)
        .with("skew", values, OURS)
        .gives(result);
  }

  private static Calculation simulated(String result) {
    return Calculation.of("Snowflake ids of a thread, given by seed; expected " + INVERTED_SHARE)
        .with("messages", Numbers.text(MESSAGES), OURS)
        .with("rate", LIVELY, OURS)
        .with("skew", SKEW, OURS)
        .with("seed", String.valueOf(SEED), OURS)
        .gives(result);
  }

  private static String percent(double share) {
    return Numbers.text(100 * share) + "%";
  }
}
