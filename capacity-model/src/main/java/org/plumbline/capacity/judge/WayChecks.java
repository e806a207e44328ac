package org.plumbline.capacity.judge;

import java.util.Map;
import org.plumbline.capacity.formula.Access;
import org.plumbline.capacity.formula.Frames;
import org.plumbline.capacity.quantity.Count;
import org.plumbline.capacity.quantity.DataSize;
import org.plumbline.capacity.quantity.EventRate;
import org.plumbline.capacity.quantity.Numbers;
import org.plumbline.capacity.quantity.TimeSpan;

/** Time and bytes on the way: handshakes, look-ups, distance, framing, and hops. */
final class WayChecks {
  private static final String OURS = "our assumption";

  /** What s4 (line 32) asks of a delivery. */
  private static final TimeSpan TARGET = TimeSpan.ofMillis(50);

  private static final TimeSpan MOBILE_ROUND_TRIP = TimeSpan.ofMillis(40);
  private static final TimeSpan DATA_CENTRE_ROUND_TRIP = TimeSpan.ofMillis(0.5);

  /** Great circles: Frankfurt to Singapore, and to a node in its own region. */
  private static final double FAR_KILOMETRES = 10_260;

  private static final double NEAR_KILOMETRES = 500;

  /** RFC 6455, section 5.2: two bytes, two more above 125 bytes, four of mask from a client. */
  private static final DataSize HEADER_IN = DataSize.ofBytes(8);

  private static final DataSize HEADER_OUT = DataSize.ofBytes(4);
  private static final DataSize LENGTH_PREFIX = DataSize.ofBytes(4);

  private WayChecks() {}

  static Map<String, ClaimCheck> byName() {
    return Map.of(
        "handshake_with_send", WayChecks::handshake,
        "look_up_before_delivery", WayChecks::lookUp,
        "near_the_user", WayChecks::near,
        "framing_of_sockets", WayChecks::framing,
        "hops_of_a_request", WayChecks::hops);
  }

  /** TCP, TLS 1.3 and the upgrade take one round trip each. */
  private static Judgement handshake(Question question) {
    double trips = 3;
    TimeSpan found = MOBILE_ROUND_TRIP.times(trips);
    boolean within = found.seconds() < TARGET.seconds();
    return Judgement.of(within ? Verdict.HOLDS : Verdict.CONDITIONAL)
        .claimed(Amount.text("with the first send"))
        .found(found)
        .because(
            "It can be done, for a first message that may come "
                + found.text()
                + " later: that alone is "
                + Numbers.text(found.ratioTo(TARGET))
                + " times what s4 allows a delivery. A socket that stands already costs nothing.")
        .consequently("Who never sends would have no socket, and could be sent nothing.")
        .by(
            Calculation.of("round_trips x round_trip")
                .with("round_trips", "3: TCP, TLS 1.3, upgrade", "RFC 9293, 8446, 6455")
                .with("round_trip", MOBILE_ROUND_TRIP, "our assumption, a mobile network")
                .gives(found));
  }

  private static Judgement lookUp(Question question) {
    EventRate lookUps = question.estimate().averageMessageRate().as("look-ups");
    double share = DATA_CENTRE_ROUND_TRIP.ratioTo(TARGET);
    return Judgement.of(share < 0.1 ? Verdict.CONDITIONAL : Verdict.FAILS)
        .found(DATA_CENTRE_ROUND_TRIP)
        .because(
            "One round trip to the directory is "
                + Numbers.text(100 * share)
                + "% of the 50 ms that s4 allows: it can be done before each delivery, as long as"
                + " the directory answers.")
        .consequently(
            "It is "
                + lookUps.text()
                + " on average. A copy kept for some seconds saves most of it for whoever is"
                + " chatting.")
        .by(
            Calculation.of("one look-up for each message; round_trip / target")
                .with("round_trip", DATA_CENTRE_ROUND_TRIP, "our assumption, one data centre")
                .with("target", TARGET, "s4 line 32")
                .gives(lookUps));
  }

  private static Judgement near(Question question) {
    TimeSpan far = Access.roundTrip(FAR_KILOMETRES);
    TimeSpan close = Access.roundTrip(NEAR_KILOMETRES);
    String found = far.text() + " from the other continent, " + close.text() + " from the region";
    return Judgement.of(far.seconds() > close.seconds() ? Verdict.HOLDS : Verdict.FAILS)
        .found(Amount.text(found))
        .consequently(
            "An image that takes four round trips comes "
                + far.times(4).text()
                + " or "
                + close.times(4).text()
                + " later than its bytes need. Messages gain nothing: two people on two continents"
                + " stay as far apart as they are.")
        .by(
            Calculation.of("2 x distance / 200 km/ms")
                .with("far", Numbers.text(FAR_KILOMETRES) + " km", "Frankfurt to Singapore")
                .with("near", Numbers.text(NEAR_KILOMETRES) + " km", OURS)
                .gives(found));
  }

  private static Judgement framing(Question question) {
    double overhead = HEADER_IN.dividedBy(Frames.SEND);
    String found =
        HEADER_IN.text() + " from a client and " + HEADER_OUT.text() + " to it for each frame";
    boolean cheap = overhead < 0.1;
    return Judgement.of(cheap ? Verdict.HOLDS : Verdict.FAILS)
        .found(Amount.text(found))
        .consequently(
            "A length in front of each message, the least framing of one's own, takes "
                + LENGTH_PREFIX.text()
                + ": WebSocket's costs "
                + Numbers.text(100 * overhead)
                + "% of a message of 100 B in the frames of s4.")
        .by(
            Calculation.of("2 + 2 for a length above 125 B + 4 of mask from a client")
                .with("frame", Frames.SEND, "s4 lines 45 to 46")
                .with("header", HEADER_IN, "RFC 6455, section 5.2")
                .gives(found));
  }

  /** Nothing here has these hops in front: what they would cost is calculated, and not judged. */
  private static Judgement hops(Question question) {
    Count hops = new Count(3, "hops");
    TimeSpan found = DATA_CENTRE_ROUND_TRIP.times(hops.value());
    return Judgement.of(Verdict.NOT_RUN)
        .found(found)
        .because(String.valueOf(question.how().limit()))
        .consequently(
            "Modelled: the hops add " + found.text() + " to each request within a data centre.")
        .by(
            Calculation.of("hops x round_trip")
                .with("hops", "3: gateway, load balancer, service", "line 112")
                .with("round_trip", DATA_CENTRE_ROUND_TRIP, "our assumption, one data centre")
                .gives(found));
  }
}
