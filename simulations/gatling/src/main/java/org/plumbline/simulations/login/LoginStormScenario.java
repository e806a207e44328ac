package org.plumbline.simulations.login;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.client.ClientRuntime;
import org.plumbline.client.NodeAddress;
import org.plumbline.protocol.UserId;
import org.plumbline.simulations.calibration.NodeMeter;
import org.plumbline.simulations.driver.Crowd;
import org.plumbline.simulations.driver.LoadReport;
import org.plumbline.simulations.driver.OpenLoop;
import org.plumbline.simulations.driver.Stopwatches;
import org.plumbline.simulations.load.AccountDesk;
import org.plumbline.simulations.load.ArrivalSchedule;
import org.plumbline.simulations.load.LoadContext;
import org.plumbline.simulations.load.LoadFailure;
import org.plumbline.simulations.load.LoadPhase;
import org.plumbline.simulations.load.LoadScenario;
import org.plumbline.simulations.measure.GeneratorMeter;
import org.plumbline.simulations.measure.Percentiles;

/**
 * Devices log in by password and connect, at rates that grow beyond what the nodes can hash. Pass
 * line: no try fails but by a refusal that says when to come back, and all are in at the end.
 */
public final class LoginStormScenario implements LoadScenario {

  /** The scenario's name. */
  public static final String NAME = "login_storm";

  private final InstantSource clock;
  private final LongSupplier clockNanos;

  /** A scenario on these clocks; the first one also keeps the users of two loads apart. */
  public LoginStormScenario(InstantSource clock, LongSupplier clockNanos) {
    this.clock = clock;
    this.clockNanos = clockNanos;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Evidence run(LoadContext whole) throws LoadFailure, InterruptedException {
    StormPlan plan = StormPlan.of(whole.profile());
    LoadContext context =
        whole.withProfile(whole.profile().withTimes(Duration.ZERO, plan.length()));
    Instant started = clock.instant();
    ArrivalSchedule schedule =
        ArrivalSchedule.varying(context.seed(), plan::rateAt, plan.rateMax(), plan.length());
    List<UserId> users = registered(context, started, plan.users(schedule.messages()));
    try (ClientRuntime runtime = ClientRuntime.create(clockNanos, context.seed());
        NodeMeter meter = new NodeMeter(context.nodes(), clockNanos)) {
      return measured(context, plan, schedule, users, runtime, meter, started);
    } catch (IOException e) {
      throw new LoadFailure("the nodes' counters cannot be read: " + e, e);
    }
  }

  /** By password, one by one: a login by password is what the storm is about. */
  private static List<UserId> registered(LoadContext context, Instant started, int count)
      throws LoadFailure, InterruptedException {
    context.progress().accept(NAME + ": registering " + count + " users");
    Map<String, List<String>> users = new LinkedHashMap<>();
    for (int user = 0; user < count; user++) {
      users.put(Crowd.prefix(NAME, started) + "-" + user, List.of());
    }
    try (AccountDesk desk = Crowd.desk(context)) {
      var _ = desk.open(users);
    }
    return users.keySet().stream().map(UserId::new).toList();
  }

  private Evidence measured(
      LoadContext context,
      StormPlan plan,
      ArrivalSchedule schedule,
      List<UserId> users,
      ClientRuntime runtime,
      NodeMeter meter,
      Instant started)
      throws IOException, InterruptedException {
    Stopwatches stopwatches = new Stopwatches(context.profile(), StormJourney.PARTS);
    OpenLoop loop = new OpenLoop(clockNanos, stopwatches.part(Stopwatches.LAG));
    StormLedger ledger = new StormLedger();
    List<NodeAddress> nodes =
        context.nodes().stream()
            .map(node -> new NodeAddress(node.http(), node.webSocket()))
            .toList();
    try (StormJourney journey =
        new StormJourney(
            nodes, users, runtime, loop, stopwatches, plan, clockNanos, context.seed(), ledger)) {
      context
          .progress()
          .accept(NAME + ": " + schedule.messages() + " devices at " + plan.perSecond() + " /s");
      GeneratorMeter generator = GeneratorMeter.ofThisProcess(clockNanos);
      CpuPerLogin cpu = new CpuPerLogin(meter, ledger, plan.step());
      Instant steady = clock.instant();
      generator.start();
      cpu.start();
      context.phases().phaseBegan(LoadPhase.STEADY);
      OpenLoop.Outcome outcome = loop.run(schedule, plan.settle(), journey);
      GeneratorMeter.Use use = generator.used();
      context.phases().phaseBegan(LoadPhase.ENDED);
      List<CpuPerLogin.Reading> readings = cpu.finish();
      StormFindings findings =
          new StormFindings(
              outcome.begun(), journey.connected(), ledger.allFailed(), outcome.witnesses());
      LoadReport report = new LoadReport(NAME, context);
      settings(report, plan, users.size());
      figures(report, plan, stopwatches, journey, ledger, findings, outcome);
      CpuPerLogin.figure(readings).ifPresent(figure -> report.put("cpu_us_per_login", figure));
      return report
          .findAll(findings.all())
          .generator(use, new Percentiles(stopwatches.part(Stopwatches.LAG).slices()))
          .noteAll(notes())
          .file(
              stopwatches.write(context.runFolder(), NAME, StormJourney.IN, steady.toEpochMilli()))
          .evidence(started, clock.instant());
    }
  }

  private static void settings(LoadReport report, StormPlan plan, int users) {
    report
        .set("offered_rates", plan.perSecond())
        .set("step", plan.step())
        .set("settle_max", plan.settle())
        .set("users", users)
        .set("logins_per_user_max", plan.loginsPerUser());
  }

  private static void figures(
      LoadReport report,
      StormPlan plan,
      Stopwatches stopwatches,
      StormJourney journey,
      StormLedger ledger,
      StormFindings findings,
      OpenLoop.Outcome outcome) {
    for (String part : StormJourney.PARTS) {
      report.latency(part, new Percentiles(stopwatches.part(part).slices()));
    }
    for (int step = 0; step < plan.perSecond().size(); step++) {
      report.latency(
          "login_of_step_" + (step + 1), new Percentiles(journey.loginOf(step).slices()));
    }
    report
        .count("begun", outcome.begun())
        .count("logged_in", ledger.loginCount())
        .count("connected", ledger.connectedCount())
        .count("connected_at_end", journey.connected())
        .count("logins_refused", findings.refused(StormLedger.Step.LOGIN))
        .count("upgrades_refused", findings.refused(StormLedger.Step.UPGRADE))
        .count("answered_429", findings.withStatus(429))
        .count("answered_503", findings.withStatus(503))
        .count("failed_otherwise", findings.unexplained().size());
  }

  private static List<String> notes() {
    return List.of(
        "Open model: logins are Poisson with a rate for each step, fixed beforehand. login and in"
            + " run from the intended time and hold the waits of devices that were sent away;"
            + " login_answer is the request that was granted, upgrade runs from the token to the"
            + " first frame.",
        "Who is sent away waits as the client does: the time that the node named and a random one"
            + " on top (5 s at first, then 1 s doubled each time, at most 30 s), then asks the next"
            + " node.",
        "Processor time is that of all node processes, upgrades, refused tries and the sockets that"
            + " stand included, divided by the logins; its slices are the steps and the time until"
            + " all were in.",
        "Driver, chat nodes and data servers share the machine's cores, so what the driver uses is"
            + " not there to hash with.");
  }
}
