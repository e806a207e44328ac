package org.plumbline.messenger.directory.memory;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicLong;
import org.plumbline.messenger.directory.IdMarks;
import org.plumbline.messenger.identity.TrustedTime;

/**
 * A mark that ends with the process, as all does that its ids name. There is no second clock here,
 * so no jump of the node's own is confirmed.
 */
@Singleton
@Requires(property = "messenger.servers", value = "memory")
public final class MemoryIdMarks implements IdMarks {

  private final TrustedTime time;
  private final AtomicLong mark = new AtomicLong();

  public MemoryIdMarks(TrustedTime time) {
    this.time = time;
  }

  @Override
  public Mark raise(long millis) {
    return new Mark(mark.accumulateAndGet(millis, Math::max), time.millis());
  }
}
