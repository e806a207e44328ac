package org.plumbline.messenger.admin;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.delivery.PlantedDefects;
import org.plumbline.messenger.delivery.PlantedDefects.Defect;
import org.plumbline.messenger.http.RequestRefused;
import org.plumbline.messenger.node.FaultConfig;
import org.plumbline.messenger.node.SkewedClock;

/**
 * {@code /admin/v1/fault/clock} and {@code /admin/v1/fault/delivery}: what a drill tells a node to
 * do wrong, with the operator's secret in {@code X-Admin-Token}, from the node's own machine alone.
 * There only where {@code messenger.fault.enabled} is true.
 */
@SecurityRequirement(name = OperatorFilter.SECRET)
@Controller("/admin/v1/fault")
@Requires(property = FaultConfig.ENABLED, value = "true")
final class FaultController {

  private final SkewedClock clock;
  private final PlantedDefects defects;

  FaultController(SkewedClock clock, PlantedDefects defects) {
    this.clock = clock;
    this.defects = defects;
  }

  /** How far the node's clock is off. */
  @Get("/clock")
  ClockFault clock(HttpRequest<?> request) {
    requireLoopback(request);
    return new ClockFault(clock.offsetMillis());
  }

  /** Steps the node's clock; 0 sets it right. */
  @Post("/clock")
  ClockFault step(HttpRequest<?> request, @Body ClockFault fault) {
    requireLoopback(request);
    Long offset = fault.offsetMs();
    if (offset == null) {
      throw RequestRefused.malformed("offset_ms: missing (expected: milliseconds)");
    }
    try {
      clock.offsetMillis(offset);
    } catch (IllegalArgumentException e) {
      throw RequestRefused.malformed(String.valueOf(e.getMessage()));
    }
    return clock(request);
  }

  /** What is done wrong to messages. */
  @Get("/delivery")
  PlantedFault delivery(HttpRequest<?> request) {
    requireLoopback(request);
    PlantedDefects.Plan plan = defects.plan();
    return new PlantedFault(
        plan.defect().name().toLowerCase(Locale.ROOT), plan.every(), defects.planted());
  }

  /** Does it wrong from now on; none sets it right. */
  @Post("/delivery")
  PlantedFault plant(HttpRequest<?> request, @Body DeliveryFault fault) {
    requireLoopback(request);
    try {
      defects.plan(
          new PlantedDefects.Plan(
              defect(fault.defect()), Objects.requireNonNullElse(fault.every(), 1)));
    } catch (IllegalArgumentException e) {
      throw RequestRefused.malformed(String.valueOf(e.getMessage()));
    }
    return delivery(request);
  }

  private static Defect defect(@Nullable String name) {
    return Arrays.stream(Defect.values())
        .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "defect: " + name + " (expected: none, drop, duplicate, reorder or corrupt)"));
  }

  private static void requireLoopback(HttpRequest<?> request) {
    if (!request.getRemoteAddress().getAddress().isLoopbackAddress()) {
      throw RequestRefused.of(HttpStatus.NOT_FOUND, "NOT_FOUND", "Page Not Found");
    }
  }

  /**
   * How far a clock is off.
   *
   * @param offsetMs milliseconds ahead of the machine's; negative when behind; at most a day
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record ClockFault(@Nullable Long offsetMs) {}

  /**
   * What to do wrong.
   *
   * @param defect none, drop, duplicate, reorder or corrupt
   * @param every to each how many messages; 1 when it is missing
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record DeliveryFault(@Nullable String defect, @Nullable Integer every) {}

  /**
   * What is done wrong.
   *
   * @param planted how often it was done since the node's start, whatever it was
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record PlantedFault(String defect, int every, long planted) {}
}
