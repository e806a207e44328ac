package org.plumbline.capacity.judge;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.capacity.estimate.Estimate;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.capacity.formula.Frames;
import org.plumbline.capacity.formula.Traffic;
import org.plumbline.capacity.quantity.DataRate;
import org.plumbline.capacity.quantity.DataSize;
import org.plumbline.capacity.quantity.EventRate;
import org.plumbline.capacity.quantity.Quantity;

/**
 * Bandwidth with all that travels beside the payload. From measured frames where the run counted
 * them, else from the JSON frames of s4.
 */
final class FrameChecks {
  private static final String TRAFFIC = "calibration.traffic";
  private static final String BYTES_IN = "bytes_in_per_message";
  private static final String BYTES_OUT = "bytes_out_per_message";
  private static final List<String> FIGURES =
      List.of("frames_in_per_message", "frames_out_per_message", BYTES_IN, BYTES_OUT);

  private FrameChecks() {}

  static Map<String, ClaimCheck> byName() {
    return Map.of(
        "same_bandwidth_both_ways", FrameChecks::sameBothWays,
        "outgoing_bandwidth_at_least", FrameChecks::outgoingAtLeast,
        "text_in_at_stated_rate", FrameChecks::textInAtStatedRate);
  }

  /** Bytes on the wire per message in each direction, and where they come from. */
  private record Wire(DataSize in, DataSize out, String source, List<RunReference> runs) {

    static Wire of(Question question) {
      Optional<Evidence> traffic = question.evidence(TRAFFIC);
      Optional<Figure> in = traffic.flatMap(evidence -> evidence.figure(BYTES_IN));
      Optional<Figure> out = traffic.flatMap(evidence -> evidence.figure(BYTES_OUT));
      if (traffic.isPresent() && in.isPresent() && out.isPresent()) {
        return new Wire(
            DataSize.ofBytes(in.get().value()),
            DataSize.ofBytes(out.get().value()),
            "measured, " + TRAFFIC,
            List.of(Question.reference(traffic.get(), FIGURES, List.of())));
      }
      String frames = "JSON frames of s4 lines 45 to 50 with both receipts";
      return new Wire(Frames.inPerMessage(), Frames.outPerMessage(), frames, List.of());
    }

    Calculation.Draft describe(Calculation.Draft draft) {
      return draft
          .with("bytes_in_per_message", in, source)
          .with("bytes_out_per_message", out, source);
    }
  }

  private static Judgement sameBothWays(Question question) {
    EventRate average = question.estimate().averageMessageRate();
    Wire wire = Wire.of(question);
    DataRate in = average.of(wire.in());
    DataRate out = average.of(wire.out());
    Quantity claimed = question.claimed();
    boolean same =
        claimed.isWithin(question.tolerance(), in) && claimed.isWithin(question.tolerance(), out);
    return Judgement.of(same ? Verdict.HOLDS : Verdict.FAILS)
        .claimed(claimed)
        .found(Amount.text(in.text() + " in, " + out.text() + " out"))
        .ratio(claimed, out)
        .because(
            "The claim counts 100 B of payload once. Envelopes, acknowledgements and receipts"
                + " travel too, and more of them out than in ("
                + Judgement.times(out.ratioTo(in))
                + " times).")
        .consequently(
            "With two devices per user even "
                + Frames.out(average, 2).text()
                + " go out as JSON; groups multiply it further.")
        .by(
            wire.describe(Calculation.of("message_rate_average x bytes per message"))
                .with("message_rate_average", average, "users x messages_per_user_per_day / day")
                .gives(in.text() + " in, " + out.text() + " out"))
        .by(wire.runs());
  }

  private static Judgement outgoingAtLeast(Question question) {
    Estimate estimate = question.estimate();
    DataRate payload = Traffic.averagePayloadRate(estimate.textPerDay());
    Wire wire = Wire.of(question);
    EventRate average = estimate.averageMessageRate();
    DataRate out = average.of(wire.out());
    Quantity claimed = question.claimed();
    boolean payloadReaches =
        payload.bytesPerSecond() >= claimed.inBaseUnit() - question.tolerance().inBaseUnit();
    boolean framesReach = out.bytesPerSecond() >= claimed.inBaseUnit();
    Verdict whenFramesReach = payloadReaches ? Verdict.HOLDS : Verdict.CONDITIONAL;
    return Judgement.of(framesReach ? whenFramesReach : Verdict.FAILS)
        .claimed(claimed)
        .found(out)
        .ratio(claimed, out)
        .because(
            "Of payload alone "
                + payload.text()
                + " go out, less than claimed; with envelopes, acknowledgements and receipts it is "
                + out.text()
                + ".")
        .consequently("\"At least\" is right: groups and second devices multiply it.")
        .by(
            wire.describe(Calculation.of("message_rate_average x bytes_out_per_message"))
                .with("message_rate_average", average, "users x messages_per_user_per_day / day")
                .gives(out))
        .by(wire.runs());
  }

  private static Judgement textInAtStatedRate(Question question) {
    Estimate estimate = question.estimate();
    EventRate stated = EventRate.parse("600,000 messages/s");
    EventRate average = estimate.averageMessageRate();
    DataSize size = estimate.messageSize().value();
    DataRate found = Traffic.payloadRate(stated, size);
    Wire wire = Wire.of(question);
    return Judgement.comparing(question, found)
        .consequently(
            "Payload only, at a rate rounded up: at the average it is "
                + Traffic.payloadRate(average, size).text()
                + ", and with all frames "
                + average.of(wire.in()).text()
                + " in and "
                + average.of(wire.out()).text()
                + " out ("
                + wire.source()
                + ").")
        .by(
            wire.describe(Calculation.of("stated_rate x message_size"))
                .with("stated_rate", stated, "line 38")
                .with("message_size", estimate.messageSize())
                .gives(found))
        .by(wire.runs());
  }
}
