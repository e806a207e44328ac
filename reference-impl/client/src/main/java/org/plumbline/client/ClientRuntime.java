package org.plumbline.client;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * What all clients of a process share: one HTTP client, one executor, one timer, the clock and the
 * randomness. Closing it ends the threads it made itself; clients are closed before.
 */
public final class ClientRuntime implements AutoCloseable {

  private final HttpClient http;
  private final Executor executor;
  private final ScheduledExecutorService timer;
  private final LongSupplier nanoClock;
  private final RandomGenerator random;
  private final Runnable onClose;

  /**
   * Made of given parts, which stay the caller's to close.
   *
   * @param nanoClock a monotonic clock in nanoseconds
   * @param random must be safe to share between threads
   */
  public ClientRuntime(
      HttpClient http,
      Executor executor,
      ScheduledExecutorService timer,
      LongSupplier nanoClock,
      RandomGenerator random) {
    this(http, executor, timer, nanoClock, random, () -> {});
  }

  private ClientRuntime(
      HttpClient http,
      Executor executor,
      ScheduledExecutorService timer,
      LongSupplier nanoClock,
      RandomGenerator random,
      Runnable onClose) {
    this.http = http;
    this.executor = executor;
    this.timer = timer;
    this.nanoClock = nanoClock;
    this.random = random;
    this.onClose = onClose;
  }

  /** Its own HTTP client on virtual threads, one timer thread, and randomness from the seed. */
  public static ClientRuntime create(LongSupplier nanoClock, long seed) {
    ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("messenger-client-timer").factory());
    timer.setRemoveOnCancelPolicy(true);
    // What is still to come when the runtime is closed has nobody left to hear it.
    timer.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    HttpClient http =
        HttpClient.newBuilder()
            .executor(executor)
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    return new ClientRuntime(
        http,
        executor,
        timer,
        nanoClock,
        new Random(seed),
        () -> {
          timer.shutdownNow();
          http.shutdownNow();
          executor.shutdownNow();
        });
  }

  HttpClient http() {
    return http;
  }

  Executor executor() {
    return executor;
  }

  RandomGenerator random() {
    return random;
  }

  /** Nanoseconds of the monotonic clock that stamps all events. */
  public long nanos() {
    return nanoClock.getAsLong();
  }

  /** Runs a task in the strand after the delay, unless the runtime was closed by then. */
  Future<?> after(Duration delay, Strand strand, Runnable task) {
    return timer.schedule(() -> strand.execute(task), delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    onClose.run();
  }
}
