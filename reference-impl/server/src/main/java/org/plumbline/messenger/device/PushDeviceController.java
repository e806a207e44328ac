package org.plumbline.messenger.device;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.authentication.Authentication;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.plumbline.messenger.account.Callers;
import org.plumbline.messenger.account.RevocationReads;
import org.plumbline.messenger.http.RequestRefused;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.UserId;

/**
 * {@code POST}, {@code GET} and {@code DELETE /user/v1/device/push}: how the token's own device is
 * reached while it has no session. User and device come from the token, never from the request.
 */
@Controller("/user/v1/device/push")
@ExecuteOn(TaskExecutors.BLOCKING)
final class PushDeviceController {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final PushDeviceStore store;
  private final AddressReader addresses;
  private final RegistrationListener listener;
  private final RevocationReads logins;
  private final InstantSource clock;

  PushDeviceController(
      PushDeviceStore store,
      AddressReader addresses,
      RegistrationListener listener,
      RevocationReads logins,
      InstantSource clock) {
    this.store = store;
    this.addresses = addresses;
    this.listener = listener;
    this.logins = logins;
    this.clock = clock;
  }

  @Post
  DeviceBodies.Registered register(
      Authentication caller, @Body DeviceBodies.Registration registration) {
    PushDevice device = read(caller, registration);
    PushProvider provider = device.address().provider();
    if (!listener.sendsTo(provider)) {
      throw RequestRefused.of(
          HttpStatus.BAD_REQUEST,
          "PROVIDER_UNKNOWN",
          "provider: " + provider.id() + " (not set up on this node)");
    }
    available(
        () -> {
          store.save(device);
          return true;
        });
    // Another node may have ended the login a moment ago. Asked behind the registration: an end
    // that
    // is not seen here is followed by its own removal.
    if (logins.isEndedByNow(Callers.identity(caller))) {
      available(() -> store.remove(device.user(), device.device()));
      throw RequestRefused.of(HttpStatus.UNAUTHORIZED, "UNAUTHORIZED", "the login was ended");
    }
    listener.changed(device.user());
    return DeviceBodies.Registered.of(device);
  }

  @Get
  DeviceBodies.Registered registered(Authentication caller) {
    return available(() -> store.find(user(caller), device(caller)))
        .map(DeviceBodies.Registered::of)
        .orElseThrow(
            () ->
                RequestRefused.of(
                    HttpStatus.NOT_FOUND, "NOT_REGISTERED", "device_id: " + device(caller)));
  }

  @Delete
  HttpResponse<?> remove(Authentication caller) {
    boolean removed = available(() -> store.remove(user(caller), device(caller)));
    listener.changed(user(caller));
    return removed ? HttpResponse.noContent() : HttpResponse.notFound();
  }

  private PushDevice read(Authentication caller, DeviceBodies.Registration registration) {
    Boolean optIn = registration.optIn();
    if (optIn == null) {
      throw RequestRefused.malformed("opt_in: missing (expected: true or false)");
    }
    try {
      return new PushDevice(
          user(caller), device(caller), addresses.address(registration), optIn, clock.millis());
    } catch (IllegalArgumentException e) {
      throw RequestRefused.malformed(String.valueOf(e.getMessage()));
    }
  }

  private static UserId user(Authentication caller) {
    return new UserId(caller.getName());
  }

  private static DeviceId device(Authentication caller) {
    return new DeviceId(String.valueOf(caller.getAttributes().get("device_id")));
  }

  private static <T> T available(Supplier<T> work) {
    try {
      return work.get();
    } catch (DevicesUnavailable e) {
      throw RequestRefused.unavailable(
          "devices cannot be reached now; nothing is wrong with the request", RETRY_AFTER, e);
    }
  }
}
