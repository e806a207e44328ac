package org.plumbline.simulations.chat;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.listFeeder;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.ws;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.OpenInjectionStep;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A device's journey: connect, wait for the others, send at the intended times and answer what
 * comes, leave when all is over.
 *
 * <p>Runs in the generator's process. A virtual user is a device.
 */
public final class ChatSimulation extends Simulation {

  private static final String DEVICE = "device";
  private static final int CONNECTS_PER_SECOND = 200;

  private final Generator generator;

  /** Reads the plan that the system property names. */
  public ChatSimulation() {
    try {
      Path plan = Path.of(Objects.requireNonNull(System.getProperty(GeneratorPlan.PROPERTY)));
      this.generator = Generator.of(GeneratorPlan.read(plan), System::nanoTime);
    } catch (IOException e) {
      throw new UncheckedIOException("the plan of the load cannot be read", e);
    }
    List<PopulationBuilder> lanes = new ArrayList<>();
    for (int lane = 0; lane < generator.lanes(); lane++) {
      List<Map<String, Object>> devices = new ArrayList<>();
      for (DeviceScript script : generator.scriptsOf(lane)) {
        devices.add(Map.of(DEVICE, script));
      }
      if (!devices.isEmpty()) {
        lanes.add(population(lane, devices));
      }
    }
    setUp(lanes);
  }

  @Override
  public void before() {
    generator.start();
  }

  @Override
  public void after() {
    generator.finish();
  }

  private PopulationBuilder population(int lane, List<Map<String, Object>> devices) {
    LaneListener listener = generator.listener(lane);
    return scenario("lane " + lane)
        .feed(listFeeder(devices).queue())
        .exec(connectTalkLeave())
        .injectOpen(injection(devices.size()))
        .protocols(http.disableWarmUp().wsAutoReplyTextFrame(listener::reply));
  }

  /** Whole seconds: Gatling injects nobody when a ramp is shorter than one. */
  private static OpenInjectionStep injection(int devices) {
    return devices <= CONNECTS_PER_SECOND
        ? atOnceUsers(devices)
        : rampUsers(devices).during(Duration.ofSeconds(Math.ceilDiv(devices, CONNECTS_PER_SECOND)));
  }

  private ChainBuilder connectTalkLeave() {
    return exec(ws("connect")
            .connect(session -> seat(session).uri().toString())
            .header("Authorization", session -> "Bearer " + seat(session).token()))
        .exec(
            asLongAs(session -> !generator.isOver())
                .on(
                    pause(session -> script(session).untilNext())
                        .doIf(session -> script(session).isDue())
                        .then(
                            exec(ws("frame").sendText(session -> script(session).next()))
                                .exec(this::countLostSocket))))
        .exec(ws("leave").close())
        .exec(this::countLostSocket);
  }

  /** A socket that the server closed shows when the device next uses it. */
  private Session countLostSocket(Session session) {
    if (!session.isFailed()) {
      return session;
    }
    generator.socketLost(script(session));
    return session.markAsSucceeded();
  }

  private static DeviceScript script(Session session) {
    return Objects.requireNonNull(session.<DeviceScript>get(DEVICE));
  }

  private static Seat seat(Session session) {
    return script(session).seat();
  }
}
