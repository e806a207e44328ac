package org.plumbline.capacity.judge;

import java.util.Map;
import org.plumbline.capacity.estimate.Estimate;
import org.plumbline.capacity.formula.Connections;
import org.plumbline.capacity.quantity.Count;
import org.plumbline.capacity.quantity.Quantity;

/** Connections, and the servers that hold them. */
final class ConnectionChecks {
  private static final double SPARE = 1.1;
  private static final double PART_ONLINE = 0.2;

  private ConnectionChecks() {}

  static Map<String, ClaimCheck> byName() {
    return Map.of(
        "servers",
        ConnectionChecks::servers,
        "concurrent",
        ConnectionChecks::concurrent,
        "billions_sized",
        question -> billions(question, Verdict.FAILS),
        "billions_required",
        question -> billions(question, Verdict.CONDITIONAL));
  }

  private static Judgement servers(Question question) {
    Estimate estimate = question.estimate();
    Count found = estimate.servers();
    return Judgement.comparing(question, found)
        .consequently(
            "Nothing is spare: with 10% for failures "
                + found.times(SPARE).text()
                + ". With a fifth of the users online "
                + found.times(PART_ONLINE).text()
                + ". Each sees only "
                + Connections.messagesPerServer(estimate.averageMessageRate(), found.value()).text()
                + ".")
        .by(
            Calculation.of("users x concurrent_share / connections_per_server")
                .with("users", estimate.users())
                .with("concurrent_share", estimate.concurrentShare())
                .with("connections_per_server", estimate.connectionsPerServer())
                .gives(found));
  }

  private static Judgement concurrent(Question question) {
    Estimate estimate = question.estimate();
    Count found = estimate.connections();
    return Judgement.comparing(question, found)
        .consequently(
            "The product is right. The share is an assumption: s1, s3 and s4 take every user as"
                + " connected, which needs five times the servers.")
        .by(
            Calculation.of("users x concurrent_share")
                .with("users", estimate.users())
                .with("concurrent_share", estimate.concurrentShare())
                .gives(found));
  }

  private static Judgement billions(Question question, Verdict whenNotSized) {
    Estimate estimate = question.estimate();
    Quantity claimed = question.claimed();
    Count sized = estimate.connections();
    double perServer = estimate.connectionsPerServer().value().value();
    boolean enough = sized.value() >= claimed.inBaseUnit();
    Judgement judgement =
        Judgement.of(enough ? Verdict.HOLDS : whenNotSized)
            .claimed(Amount.text("billions, that is at least " + claimed.text()))
            .found(sized)
            .ratio(claimed, sized)
            .by(
                Calculation.of("users x concurrent_share")
                    .with("users", estimate.users())
                    .with("concurrent_share", estimate.concurrentShare())
                    .with("connections_per_server", estimate.connectionsPerServer())
                    .gives(sized));
    String servers = Connections.servers(claimed.inBaseUnit(), perServer).text();
    return enough
        ? judgement
        : judgement
            .because(
                "The document's own sizing covers "
                    + sized.text()
                    + ", not billions"
                    + (whenNotSized == Verdict.CONDITIONAL
                        ? "; it can be met with " + servers + " instead of the stated baseline."
                        : "."))
            .consequently(
                "Two billion need "
                    + servers
                    + ", and ids for more than 1,024 servers do not fit into Snowflake's 10 bits.");
  }
}
