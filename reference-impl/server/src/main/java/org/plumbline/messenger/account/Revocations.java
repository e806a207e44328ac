package org.plumbline.messenger.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.UserId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The logins that were ended while access tokens of theirs may live: every node keeps all of them
 * in mind, since they are few, and reads the new ones again and again. So to ask costs no look-up
 * and an event loop may do it, and an end that was acknowledged counts everywhere after the time
 * between two reads.
 *
 * <p>A node that cannot read goes on with what it knows. Then no end can be recorded either, unless
 * this node alone is cut off; and no access token outlives its few minutes.
 */
public final class Revocations {

  private static final Logger LOG = LoggerFactory.getLogger(Revocations.class);
  private static final int PAGE = 1_000;

  /** Ends are recorded by many at once and may become visible out of order, by this much. */
  private static final Duration OVERLAP = Duration.ofSeconds(30);

  private record Device(UserId user, DeviceId device) {}

  private final LoginStore store;
  private final Cache<Device, Long> ended;
  private final Duration kept;
  private final InstantSource clock;
  private long readAtMillis;
  private boolean hasRead;

  Revocations(
      LoginStore store,
      LoginConfig config,
      Duration tokenLifetime,
      InstantSource clock,
      MeterRegistry meters) {
    this.store = store;
    this.clock = clock;
    this.kept = tokenLifetime.plus(OVERLAP);
    this.ended =
        Caffeine.newBuilder()
            .maximumSize(config.revocationsMax())
            .expireAfterWrite(kept)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .build();
    meters.gauge("messenger.logins.ended", ended, Cache::estimatedSize);
  }

  /** How long an end must be remembered: longer than any access token lives. */
  Duration kept() {
    return kept;
  }

  /** Whether the login was ended that this identity comes from. Does not block. */
  public boolean isEnded(Identity identity) {
    Long until = ended.getIfPresent(new Device(identity.user(), identity.device()));
    return until != null && identity.login() <= until;
  }

  /**
   * Takes the end of a login to mind.
   *
   * @return whether it was news
   */
  boolean note(EndedLogin end) {
    Device device = new Device(end.user(), end.device());
    Long before = ended.getIfPresent(device);
    ended.asMap().merge(device, end.login(), Math::max);
    return before == null || before < end.login();
  }

  /** Reads what was ended since the last time; whatever is news goes to the listener. */
  synchronized void read(Consumer<EndedLogin> listener) {
    long started = clock.millis();
    Duration past =
        hasRead ? OVERLAP.plusMillis(Math.max(0, started - readAtMillis)) : kept.plus(OVERLAP);
    try {
      long last = 0;
      List<EndedLogin> page;
      do {
        page = store.endedWithin(past, last, PAGE);
        for (EndedLogin end : page) {
          last = end.id();
          if (note(end)) {
            listener.accept(end);
          }
        }
      } while (page.size() == PAGE);
      readAtMillis = started;
      hasRead = true;
    } catch (AccountsUnavailable e) {
      LOG.warn("ended logins not read: {}", e.getMessage());
    }
  }
}
