package org.plumbline.benchmarks;

import io.micronaut.context.ApplicationContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.plumbline.messenger.delivery.MessageJourney;
import org.plumbline.messenger.directory.NodeRegistry;
import org.plumbline.messenger.directory.SessionDirectory;
import org.plumbline.messenger.link.NodeLink;
import org.plumbline.messenger.log.LogEntry;
import org.plumbline.messenger.session.Connection;
import org.plumbline.messenger.session.Session;
import org.plumbline.messenger.session.Sessions;
import org.plumbline.protocol.CloseCode;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.MessageId;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/**
 * A message from the log to its recipient's socket and into the history, on the memory adapters:
 * the messenger's own work, without Kafka, Redis, Cassandra and the network.
 *
 * <p>Each iteration has a fresh node, since the history in memory only grows.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DeliveryStepBenchmark {

  /** As many as a busy worker finds waiting. */
  static final int BATCH = 100;

  private static final int PAIRS = 1_000;
  private static final DeviceId DEVICE = new DeviceId("first");
  private static final String TEXT = "see you at the station ".repeat(5).substring(0, 100);

  private @Nullable ApplicationContext context;
  private @Nullable MessageJourney journey;
  private long seq;
  private final Written written = new Written();

  /** A socket that takes everything at once. */
  private static final class Written implements Connection {
    private long bytes;

    @Override
    public void write(byte[] frame, Runnable done) {
      bytes += frame.length;
      done.run();
    }

    @Override
    public void close(CloseCode code, String reason) {
      throw new IllegalStateException("closed: " + reason);
    }
  }

  /** A node on the memory adapters, and a session for each user. */
  @Setup(Level.Iteration)
  public void start() {
    ApplicationContext started =
        ApplicationContext.run(
            Map.of(
                "messenger.servers",
                "memory",
                "messenger.token.secret",
                "benchmark ".repeat(4),
                // What is gathered waits on a timer, which is no work.
                "messenger.delivery.store-gather",
                "0ms",
                "messenger.delivery.second-look-gather",
                "0ms"));
    MessageJourney itself = started.getBean(MessageJourney.class);
    started.getBean(NodeLink.class).listen(itself);
    started.getBean(NodeRegistry.class).announce();
    SessionDirectory directory = started.getBean(SessionDirectory.class);
    Sessions sessions = started.getBean(Sessions.class);
    for (int user = 0; user < 2 * PAIRS; user++) {
      UserId id = user(user);
      long epoch = directory.register(id, DEVICE).epoch();
      sessions.add(new Session(id, DEVICE, epoch, Long.MAX_VALUE, 262_144, written, 0));
    }
    seq = 0;
    context = started;
    journey = itself;
  }

  /** Ends the node. */
  @TearDown(Level.Iteration)
  public void stop() {
    Objects.requireNonNull(context).close();
  }

  /** One message alone, waited for until it is stored: the latency of a quiet worker. */
  @Benchmark
  public long deliverOne() {
    Objects.requireNonNull(journey).take(List.of(entry())).join();
    return written.bytes;
  }

  /** A full batch: what a message costs a busy worker. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public long deliverInBatches() {
    List<LogEntry> entries = new ArrayList<>(BATCH);
    for (int message = 0; message < BATCH; message++) {
      entries.add(entry());
    }
    Objects.requireNonNull(journey).take(entries).join();
    return written.bytes;
  }

  private LogEntry entry() {
    long next = seq++;
    int pair = (int) (next % PAIRS);
    UserId sender = user(2 * pair);
    return new LogEntry(
        next,
        new LogEntry.Submission(
            ThreadId.direct(sender, user(2 * pair + 1)),
            new MessageId(next),
            sender,
            DEVICE,
            new TempId("m" + next),
            1,
            TEXT,
            0));
  }

  private static UserId user(int number) {
    return new UserId("user-" + number);
  }
}
