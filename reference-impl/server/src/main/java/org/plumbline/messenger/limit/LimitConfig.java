package org.plumbline.messenger.limit;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.List;

/**
 * The rates, as {@link Rate} reads them, for each address, user or device. The defaults are far
 * above what a person's device does, and above what the load scenarios ask of one user.
 *
 * @param enabled false switches all of them off
 * @param bucketsMax most buckets in memory; beyond, those longest unused are forgotten and begin
 *     anew
 * @param strangers requests without a user, of one address
 * @param requests requests of one user
 * @param upgrades sockets opened by one device
 * @param messages messages of one device
 * @param receipts receipts of one device
 * @param typing typing hints of one device
 * @param syncs syncs of one device
 * @param subscriptions presence subscriptions of one device
 * @param heartbeats heartbeats and pings of one device
 * @param malformed unreadable frames of one device; beyond, its socket is closed
 * @param trustedProxies addresses or networks ({@code 10.0.0.0/8}) whose {@code X-Forwarded-For} is
 *     believed; none by default
 */
@ConfigurationProperties("messenger.limit")
public record LimitConfig(
    @Bindable(defaultValue = "true") boolean enabled,
    @Bindable(defaultValue = "200000") int bucketsMax,
    @Bindable(defaultValue = "2000, 50/s") String strangers,
    @Bindable(defaultValue = "1000, 100/s") String requests,
    @Bindable(defaultValue = "60, 2/s") String upgrades,
    @Bindable(defaultValue = "500, 100/s") String messages,
    @Bindable(defaultValue = "2000, 400/s") String receipts,
    @Bindable(defaultValue = "50, 10/s") String typing,
    @Bindable(defaultValue = "500, 50/s") String syncs,
    @Bindable(defaultValue = "100, 5/s") String subscriptions,
    @Bindable(defaultValue = "100, 5/s") String heartbeats,
    @Bindable(defaultValue = "20, 20/m") String malformed,
    @Bindable(defaultValue = "") List<String> trustedProxies) {

  public LimitConfig {
    if (bucketsMax < 1) {
      throw new IllegalArgumentException(
          "messenger.limit.buckets-max: " + bucketsMax + " (expected: >= 1)");
    }
    // An empty setting reads as one empty name.
    trustedProxies = trustedProxies.stream().filter(each -> !each.isBlank()).toList();
  }

  /** The rate of an allowance. */
  public Rate rate(Allowance allowance) {
    return switch (allowance) {
      case STRANGER -> Rate.parse("messenger.limit.strangers", strangers);
      case REQUEST -> Rate.parse("messenger.limit.requests", requests);
      case UPGRADE -> Rate.parse("messenger.limit.upgrades", upgrades);
      case MESSAGE -> Rate.parse("messenger.limit.messages", messages);
      case RECEIPT -> Rate.parse("messenger.limit.receipts", receipts);
      case TYPING -> Rate.parse("messenger.limit.typing", typing);
      case SYNC -> Rate.parse("messenger.limit.syncs", syncs);
      case SUBSCRIPTION -> Rate.parse("messenger.limit.subscriptions", subscriptions);
      case HEARTBEAT -> Rate.parse("messenger.limit.heartbeats", heartbeats);
      case MALFORMED -> Rate.parse("messenger.limit.malformed", malformed);
    };
  }
}
