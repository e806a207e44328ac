package org.plumbline.simulations.day;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import org.plumbline.client.ClientRuntime;
import org.plumbline.simulations.driver.Crowd;
import org.plumbline.simulations.driver.Phone;
import org.plumbline.simulations.load.LoadFailure;

/** Users who come and go beside the messages, in stays and absences of random length. */
final class Wanderers implements AutoCloseable {

  private final DayPlan plan;
  private final DayParameters parameters;
  private final Crowd crowd;
  private final ClientRuntime runtime;
  private final long seed;
  private final LongAdder sessions = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  Wanderers(DayPlan plan, DayParameters parameters, Crowd crowd, ClientRuntime runtime, long seed) {
    this.plan = plan;
    this.parameters = parameters;
    this.crowd = crowd;
    this.runtime = runtime;
    this.seed = seed;
  }

  void start() {
    for (int one = 0; one < plan.wanderers(); one++) {
      int user = plan.users() + one;
      var _ = threads.submit(() -> wander(user));
    }
  }

  /** How often one came. */
  long sessions() {
    return sessions.sum();
  }

  /** How often one could not come. */
  long refused() {
    return refused.sum();
  }

  private void wander(int user) {
    SplittableRandom random = new SplittableRandom(seed * 1_000_003L - user);
    double stay = parameters.number("session_seconds");
    double share = parameters.number("concurrent_share");
    try {
      while (true) {
        pause(random, stay * (1 - share) / share);
        try (Phone _ = Phone.connect(runtime, crowd.node(user), crowd.account(user))) {
          sessions.increment();
          pause(random, stay);
        } catch (LoadFailure e) {
          refused.increment();
        }
      }
    } catch (InterruptedException e) {
      // The day is over.
      Thread.currentThread().interrupt();
    }
  }

  private static void pause(SplittableRandom random, double meanSeconds)
      throws InterruptedException {
    double seconds = -meanSeconds * Math.log(1 - random.nextDouble());
    Thread.sleep(Duration.ofNanos((long) (seconds * 1e9)));
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
