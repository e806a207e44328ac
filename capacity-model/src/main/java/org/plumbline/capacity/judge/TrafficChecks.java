package org.plumbline.capacity.judge;

import java.util.Map;
import org.plumbline.capacity.estimate.Estimate;
import org.plumbline.capacity.formula.Traffic;
import org.plumbline.capacity.quantity.DataRate;
import org.plumbline.capacity.quantity.DataSize;
import org.plumbline.capacity.quantity.DataUnit;
import org.plumbline.capacity.quantity.EventRate;
import org.plumbline.capacity.quantity.Numbers;
import org.plumbline.capacity.quantity.Quantity;
import org.plumbline.capacity.quantity.TimeSpan;

/** Messages, their rates and their payload. */
final class TrafficChecks {
  private static final double CLOSE_TO_CLAIM = 0.02;

  private TrafficChecks() {}

  static Map<String, ClaimCheck> byName() {
    return Map.of(
        "messages_per_day", TrafficChecks::messagesPerDay,
        "text_per_day", TrafficChecks::textPerDay,
        "text_in", TrafficChecks::textIn,
        "middle_term", TrafficChecks::middleTerm,
        "stated_peak", TrafficChecks::statedPeak,
        "text_per_user_unit", TrafficChecks::textPerUserUnit);
  }

  private static Judgement messagesPerDay(Question question) {
    Estimate estimate = question.estimate();
    Quantity found = estimate.messagesPerDay();
    return Judgement.comparing(question, found)
        .consequently("On average " + estimate.averageMessageRate().text() + ".")
        .by(
            Calculation.of("users x messages_per_user_per_day")
                .with("users", estimate.users())
                .with("messages_per_user_per_day", estimate.messagesPerUserPerDay())
                .gives(found));
  }

  private static Judgement textPerDay(Question question) {
    Estimate estimate = question.estimate();
    Quantity found = estimate.textPerDay();
    return Judgement.comparing(question, found)
        .by(
            Calculation.of("users x messages_per_user_per_day x message_size")
                .with("users", estimate.users())
                .with("messages_per_user_per_day", estimate.messagesPerUserPerDay())
                .with("message_size", estimate.messageSize())
                .gives(found));
  }

  private static Judgement textIn(Question question) {
    Estimate estimate = question.estimate();
    DataSize perDay = estimate.textPerDay();
    DataRate found = Traffic.averagePayloadRate(perDay);
    Calculation calculation =
        Calculation.of("text_per_day / 86,400 s")
            .with("text_per_day", perDay, "users x messages_per_user_per_day x message_size")
            .gives(found);
    Judgement judgement = Judgement.comparing(question, found).by(calculation);
    return judgement.verdict() == Verdict.FAILS
        ? judgement
            .because(causeOfTextIn(question.claimed(), perDay, found))
            .consequently(
                "Links for the text alone would be planned too large, while frames and"
                    + " acknowledgements, which weigh more, are not counted.")
        : judgement;
  }

  /** Reads the day's terabytes as binary ones, and says so only when that explains the claim. */
  private static String causeOfTextIn(Quantity claimed, DataSize perDay, DataRate found) {
    double terabytes = perDay.in(DataUnit.TB);
    DataRate binary = DataSize.ofBytes(terabytes * DataUnit.TIB.bytes()).per(TimeSpan.DAY);
    String excess =
        "The claim is off by " + Numbers.text(100 * (claimed.ratioTo(found) - 1)) + "%.";
    boolean explains = Math.abs(claimed.ratioTo(binary) - 1) < CLOSE_TO_CLAIM;
    return explains
        ? excess
            + " Likely TB was read as TiB: "
            + Numbers.text(terabytes)
            + " TiB a day are "
            + binary.text()
            + ", which rounds to the claim."
        : excess;
  }

  private static Judgement middleTerm(Question question) {
    DataSize factor = DataSize.parse("20 kB");
    double times = 1_000_000;
    DataSize found = factor.times(times);
    Estimate estimate = question.estimate();
    DataSize ends = estimate.textPerDay();
    DataSize right = ends.times(1 / times);
    return Judgement.comparing(question, found)
        .because(
            "The middle term 20 KB x 1,000,000 is "
                + found.text()
                + "; it would have to be "
                + right.text()
                + " x 1,000,000.")
        .consequently(
            "The result itself is right: 100 B x 40 x 500 million = " + ends.text() + " a day.")
        .by(
            Calculation.of("20 kB x 1,000,000")
                .with("20 kB", factor, "line 26, written 20KB")
                .with("1,000,000", Numbers.text(times), "line 26")
                .gives(found));
  }

  private static Judgement statedPeak(Question question) {
    Estimate estimate = question.estimate();
    EventRate average = estimate.averageMessageRate();
    Quantity claimed = question.claimed();
    boolean isAverage = claimed.isWithin(question.tolerance(), average);
    EventRate published = estimate.peakMessageRate();
    boolean belowPeak = claimed.inBaseUnit() < average.perSecond();
    Verdict verdict = isAverage || belowPeak ? Verdict.FAILS : Verdict.CONDITIONAL;
    return Judgement.of(verdict)
        .claimed(claimed)
        .found(average)
        .ratio(claimed, average)
        .because(
            (isAverage
                    ? "The figure is the average, not the peak: "
                    : "The document states no peak factor; the average is ")
                + estimate.messagesPerDay().text()
                + " / 86,400 s = "
                + average.text()
                + ", a peak factor of "
                + Judgement.times(claimed.ratioTo(average))
                + ".")
        .consequently(
            "At the published peak factor of "
                + estimate.peakFactor().value().text()
                + " the peak is "
                + published.text()
                + ", at 2 it is "
                + Traffic.peakMessageRate(average, 2).text()
                + ", and at 3 it is "
                + Traffic.peakMessageRate(average, 3).text()
                + "; what is sized by the claim is overloaded every day.")
        .by(
            Calculation.of("users x messages_per_user_per_day / 86,400 s")
                .with("users", estimate.users())
                .with("messages_per_user_per_day", estimate.messagesPerUserPerDay())
                .with("peak_factor", estimate.peakFactor())
                .gives(average));
  }

  private static Judgement textPerUserUnit(Question question) {
    Estimate estimate = question.estimate();
    double users = estimate.users().value().value();
    DataSize asBytes = Traffic.addedPerDay(users, DataSize.parse("2 kB"));
    DataSize asBits = Traffic.addedPerDay(users, DataSize.parse("2 kbit"));
    return Judgement.of(Verdict.CONDITIONAL)
        .claimed(Amount.text("2 kb per user and day"))
        .found(asBytes)
        .because(
            "It depends on what \"kb\" means: as kB it is "
                + asBytes.text()
                + " a day ("
                + Traffic.averagePayloadRate(asBytes).text()
                + "), as kbit "
                + asBits.text()
                + ".")
        .consequently("The storage estimate of line 32 reads it as kB.")
        .by(
            Calculation.of("users x text_per_user_per_day")
                .with("users", estimate.users())
                .with("text_per_user_per_day", "2 kB, or 2 kbit", "line 28, written 2 kb")
                .gives(asBytes.text() + ", or " + asBits.text()));
  }
}
