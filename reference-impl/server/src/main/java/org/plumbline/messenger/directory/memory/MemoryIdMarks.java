package org.plumbline.messenger.directory.memory;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.plumbline.messenger.directory.IdMarks;

/** A mark that ends with the process, as all does that its ids name. */
@Singleton
@Requires(property = "messenger.servers", value = "memory")
public final class MemoryIdMarks implements IdMarks {

  private final InstantSource clock;
  private final AtomicLong mark = new AtomicLong();

  public MemoryIdMarks(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Mark raise(long millis) {
    return new Mark(mark.accumulateAndGet(millis, Math::max), clock.millis());
  }
}
