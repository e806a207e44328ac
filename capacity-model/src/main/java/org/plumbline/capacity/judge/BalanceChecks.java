package org.plumbline.capacity.judge;

import java.util.Map;
import org.plumbline.capacity.estimate.Estimate;
import org.plumbline.capacity.formula.Access;
import org.plumbline.capacity.quantity.Count;
import org.plumbline.capacity.quantity.EventRate;
import org.plumbline.capacity.quantity.Numbers;
import org.plumbline.capacity.quantity.TimeSpan;

/** Load balancers, sockets that stay, clients that come back at once, and more nodes. */
final class BalanceChecks {
  private static final String OURS = "our assumption; the document states none";

  /** Ports that one address has for outgoing connections to one server's address and port. */
  private static final double PORTS = 64_511;

  private static final double CONNECTIONS_OF_BALANCER = 1_000_000;
  private static final double SERIAL = 0.01;
  private static final EventRate ADMITTED = new EventRate(5_000, "connections");
  private static final TimeSpan FIRST_WINDOW = TimeSpan.SECOND;
  private static final TimeSpan SPREAD = TimeSpan.parse("30 s");

  private BalanceChecks() {}

  static Map<String, ClaimCheck> byName() {
    return Map.of(
        "balancer_connections", BalanceChecks::connections,
        "most_available_server", BalanceChecks::mostAvailable,
        "sockets_stay", BalanceChecks::socketsStay,
        "backoff_with_jitter", BalanceChecks::backoff,
        "balancers_counted", BalanceChecks::counted,
        "scales_with_nodes", BalanceChecks::scales,
        "not_decidable", BalanceChecks::notDecidable);
  }

  private static Judgement connections(Question question) {
    Estimate estimate = question.estimate();
    double each = estimate.connectionsPerServer().value().value();
    Count addresses = new Count(Math.ceil(each / PORTS), "addresses of a balancer for a server");
    return Judgement.of(addresses.value() > 1 ? Verdict.HOLDS : Verdict.CONDITIONAL)
        .found(addresses)
        .because(
            "It holds: with one address a balancer that opens its own connections runs out of ports"
                + " at "
                + Numbers.text(PORTS)
                + " to one server, below the "
                + Numbers.text(each)
                + " that the document plans.")
        .consequently(balancers(estimate))
        .by(
            Calculation.of("connections_per_server / ports")
                .with("connections_per_server", estimate.connectionsPerServer())
                .with("ports", Numbers.text(PORTS), "1,025 to 65,535, RFC 6056")
                .gives(addresses));
  }

  private static String balancers(Estimate estimate) {
    return estimate.connections().text()
        + " need "
        + new Count(
                Math.ceil(estimate.connections().value() / CONNECTIONS_OF_BALANCER), "balancers")
            .text()
        + " that hold a million each.";
  }

  private static Judgement mostAvailable(Question question) {
    Estimate estimate = question.estimate();
    double servers = estimate.servers().value();
    double fullest = Access.fullestOverMean(estimate.connections().value(), servers);
    String found =
        "the fullest server has "
            + Numbers.text(100 * (fullest - 1))
            + "% more than the"
            + " mean when servers are picked at random";
    return Judgement.of(fullest < 1.05 ? Verdict.CONDITIONAL : Verdict.HOLDS)
        .found(Amount.text(found))
        .because(
            "With so many connections picking at random, or by hash, is as even: the most available"
                + " server matters only after servers came or went.")
        .consequently(
            "And then it hurts: a server that has just started is the most available one, and gets"
                + " every new connection of the whole service until it is as full as the rest.")
        .by(
            Calculation.of("sqrt(2 x ln(servers) x servers / connections)")
                .with("servers", estimate.servers(), "line 40")
                .with("connections", estimate.connections(), "line 40")
                .gives(found));
  }

  private static Judgement socketsStay(Question question) {
    double few = 2;
    double many = question.estimate().servers().value();
    String found =
        "a lost server adds "
            + Numbers.text(100 / (few - 1))
            + "% to each other of "
            + Numbers.text(few)
            + ", "
            + Numbers.text(100 / (many - 1))
            + "% of "
            + Numbers.text(many);
    return Judgement.of(few < many ? Verdict.CONDITIONAL : Verdict.HOLDS)
        .found(Amount.text(found))
        .because(
            "A socket is sticky by nature. What it costs is the other way round: few servers feel a"
                + " lost one most. At high traffic it is a bottleneck only if the session lives in"
                + " that server alone, so that nobody else can go on with it.")
        .by(
            Calculation.of("1 / (servers - 1)")
                .with("servers", Numbers.text(few) + " and " + Numbers.text(many), "line 30")
                .gives(found));
  }

  private static Judgement backoff(Question question) {
    double sockets = question.estimate().connectionsPerServer().value().value();
    EventRate first = new Count(sockets, "attempts").per(FIRST_WINDOW);
    EventRate spread = new Count(sockets, "attempts").per(SPREAD);
    TimeSpan needed = new TimeSpan(sockets / ADMITTED.perSecond());
    boolean herd = first.perSecond() > ADMITTED.perSecond();
    return Judgement.of(herd ? Verdict.CONDITIONAL : Verdict.HOLDS)
        .found(Amount.text(first.text() + " in the first second; " + spread.text() + " over 30 s"))
        .because(
            "Randomised growth alone does not: a first wait of up to "
                + FIRST_WINDOW.text()
                + " brings the clients of a dead server back within it, "
                + Numbers.text(first.perSecond() / ADMITTED.perSecond())
                + " times what the others admit. It holds when the first wait is spread over at"
                + " least "
                + needed.text()
                + ".")
        .consequently(
            "Whoever is refused tries again, so that the attempts multiply; spread over "
                + SPREAD.text()
                + " each client tries once.")
        .by(
            Calculation.of("connections_per_server / window")
                .with("connections_per_server", question.estimate().connectionsPerServer())
                .with("admitted", ADMITTED, OURS)
                .with("window", "1 s and 30 s", OURS)
                .gives(first.text() + "; " + spread.text()));
  }

  /** No environment has balancers: their number is calculated, and nothing is judged. */
  private static Judgement counted(Question question) {
    Estimate estimate = question.estimate();
    Count found =
        new Count(Math.ceil(estimate.connections().value() / CONNECTIONS_OF_BALANCER), "balancers");
    return Judgement.of(Verdict.NOT_RUN)
        .found(found)
        .because(String.valueOf(question.how().limit()))
        .consequently("Modelled: " + balancers(estimate))
        .by(
            Calculation.of("connections / connections_per_balancer")
                .with("connections", estimate.connections(), "users x concurrent_share")
                .with("connections_per_balancer", Numbers.text(CONNECTIONS_OF_BALANCER), OURS)
                .gives(found));
  }

  /** Nodes that share two cores do not show what more machines bring. */
  private static Judgement scales(Question question) {
    double servers = question.estimate().servers().value();
    Count found = new Count(Access.speedUp(servers, SERIAL), "times one server");
    return Judgement.of(Verdict.NOT_RUN)
        .found(found)
        .because(String.valueOf(question.how().limit()))
        .consequently(
            "Modelled by Amdahl's law: if 1% of the work cannot be shared, "
                + Numbers.text(servers)
                + " servers do what "
                + found.text()
                + " does; for half of their sum it must be less than "
                + Numbers.text(100 / (servers - 1))
                + "%.")
        .by(
            Calculation.of("servers / (1 + serial x (servers - 1))")
                .with("servers", question.estimate().servers(), "users x share / 50,000")
                .with("serial", Numbers.text(100 * SERIAL) + "%", OURS)
                .gives(found));
  }

  private static Judgement notDecidable(Question question) {
    return Judgement.of(Verdict.NOT_RUN).because(String.valueOf(question.how().limit()));
  }
}
