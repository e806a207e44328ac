package org.plumbline.capacity.judge;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.plumbline.capacity.estimate.Estimate;
import org.plumbline.capacity.estimate.Sourced;
import org.plumbline.capacity.formula.Frames;
import org.plumbline.capacity.formula.Traffic;
import org.plumbline.capacity.quantity.DataSize;
import org.plumbline.capacity.quantity.EventRate;
import org.plumbline.capacity.quantity.Numbers;
import org.plumbline.capacity.quantity.Quantity;

/**
 * Assumptions, which no calculation can prove: each holds only for a service that is like that. The
 * check says what follows from it and which documents assume something else.
 */
final class AssumptionChecks {
  private static final String NOT_STATED = "not stated";

  private static final double PART_ONLINE = 0.2;

  /** 600,000 a minute, as Firebase Cloud Messaging publishes it. */
  private static final EventRate FCM_QUOTA = new EventRate(10_000, "pushes");

  private AssumptionChecks() {}

  static Map<String, ClaimCheck> byName() {
    return Map.of(
        "assumed_users",
            question ->
                assumed(question, "users", Estimate::users)
                    .consequently("Messages, storage and servers are proportional to it."),
        "assumed_media", AssumptionChecks::media,
        "assumed_retention",
            question ->
                assumed(question, "retention", Estimate::retention)
                    .consequently(
                        "Storage is proportional to it; s1 also speaks of an unlimited history."),
        "assumed_message_size", AssumptionChecks::messageSize,
        "assumed_concurrency",
            question ->
                assumed(question, "concurrent_share", Estimate::concurrentShare)
                    .claimed(question.estimate().connections())
                    .consequently(pushesLeft(question)));
  }

  /** What is told of by push instead, when fewer are connected. */
  private static String pushesLeft(Question question) {
    EventRate all = question.estimate().averageMessageRate();
    EventRate none = Traffic.offlinePushes(all, 1);
    EventRate most = Traffic.offlinePushes(all, PART_ONLINE);
    return "That is every daily user at once, with "
        + none.text()
        + "; servers are proportional to it. With "
        + Numbers.text(100 * PART_ONLINE)
        + "% online a fifth of them is enough, and "
        + most.text()
        + " go to the rest: "
        + Numbers.text(most.ratioTo(FCM_QUOTA))
        + " times what FCM allows a project by default ("
        + FCM_QUOTA.text()
        + ").";
  }

  private static Judgement assumed(
      Question question, String name, Function<Estimate, Sourced<? extends Quantity>> field) {
    Sourced<? extends Quantity> own = field.apply(question.estimate());
    List<String> others =
        Estimate.PRESETS.stream()
            .filter(preset -> !preset.equals(question.claim().document()))
            .filter(preset -> differs(field.apply(question.estimate(preset)), own))
            .map(preset -> preset + " " + field.apply(question.estimate(preset)).value().text())
            .toList();
    String agreement =
        others.isEmpty()
            ? "no other document assumes otherwise."
            : "others assume otherwise (" + name + "): " + String.join(", ", others) + ".";
    return Judgement.of(Verdict.CONDITIONAL)
        .claimed(own.value())
        .because("An assumption, which holds only for a service of that kind; " + agreement)
        .by(Calculation.of(name).with(name, own).gives(own.value()));
  }

  private static boolean differs(
      Sourced<? extends Quantity> other, Sourced<? extends Quantity> own) {
    return !other.source().startsWith(NOT_STATED)
        && other.value().inBaseUnit() != own.value().inBaseUnit();
  }

  private static Judgement media(Question question) {
    Estimate estimate = question.estimate();
    DataSize media = estimate.mediaPerDay();
    double share = media.dividedBy(estimate.payloadPerDay());
    return assumed(question, "media_per_user_per_day", Estimate::mediaPerUserPerDay)
        .found(media)
        .because(
            "An assumption, which holds only for a service of that kind; the other documents count"
                + " no media at all.")
        .consequently(
            media.text()
                + " a day, "
                + Traffic.averagePayloadRate(media).text()
                + ", are "
                + Numbers.text(100 * share)
                + "% of all bytes.")
        .by(
            Calculation.of("users x media_per_user_per_day")
                .with("users", estimate.users())
                .with("media_per_user_per_day", estimate.mediaPerUserPerDay())
                .gives(media));
  }

  private static Judgement messageSize(Question question) {
    return assumed(question, "message_size", Estimate::messageSize)
        .consequently(
            "It is the payload alone. In the frames of s4 a message of 100 B takes "
                + Frames.SEND.text()
                + " in and "
                + Frames.RECEIVE.text()
                + " out. A published sample of 474,562 messages has a mean of 40.4 characters.");
  }
}
