package org.plumbline.messenger.account;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How long logins last and how fast their end is known.
 *
 * @param ticketLife how long a ticket for an upgrade is good
 * @param refreshLifetime how long a device may stay away and still be logged in
 * @param devicesMax most devices of a user that are logged in; one more ends the login that was
 *     used least recently
 * @param revocationEvery how often a node reads which logins were ended elsewhere: an access token
 *     outlives the end of its login by this time and a read at most
 * @param revocationsMax most ended logins that a node keeps in mind, each until its last access
 *     token has ended by itself
 */
@ConfigurationProperties("messenger.login")
public record LoginConfig(
    @Bindable(defaultValue = "30s") Duration ticketLife,
    @Bindable(defaultValue = "30d") Duration refreshLifetime,
    @Bindable(defaultValue = "64") int devicesMax,
    @Bindable(defaultValue = "1s") Duration revocationEvery,
    @Bindable(defaultValue = "1000000") int revocationsMax) {

  public LoginConfig {
    requireWithin("ticket-life", ticketLife, Duration.ofSeconds(1), Duration.ofSeconds(60));
    requireWithin("refresh-lifetime", refreshLifetime, Duration.ofSeconds(1), Duration.ofDays(365));
    requireWithin(
        "revocation-every", revocationEvery, Duration.ofMillis(10), Duration.ofSeconds(10));
    requireWithin("devices-max", devicesMax, 1, 1_000);
    requireWithin("revocations-max", revocationsMax, 1_000, 100_000_000);
  }

  private static void requireWithin(String field, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          "messenger.login." + field + ": " + value + " (expected: " + least + " to " + most + ")");
    }
  }

  private static void requireWithin(String field, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "messenger.login." + field + ": " + value + " (expected: " + least + " to " + most + ")");
    }
  }
}
