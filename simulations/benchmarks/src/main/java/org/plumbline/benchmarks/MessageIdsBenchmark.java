package org.plumbline.benchmarks;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.plumbline.messenger.identity.MessageIds;
import org.plumbline.protocol.MessageId;

/**
 * The node's id generator.
 *
 * <p>256 ids a millisecond are all that the real clock allows for longer than the tolerance, so the
 * benchmark's clock moves on by itself: what is measured is the generator, not its limit.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MessageIdsBenchmark {

  private final AtomicLong asked = new AtomicLong(MessageId.EPOCH_MILLIS << MessageId.COUNT_BITS);
  private final MessageIds ids =
      new MessageIds(
          () -> Instant.ofEpochMilli(asked.incrementAndGet() >> MessageId.COUNT_BITS), 1);

  /** One thread, as on an event loop. */
  @Benchmark
  @Threads(1)
  public MessageId nextByOneThread() {
    return ids.next();
  }

  /** Two event loops at once. */
  @Benchmark
  @Threads(2)
  public MessageId nextByTwoThreads() {
    return ids.next();
  }
}
