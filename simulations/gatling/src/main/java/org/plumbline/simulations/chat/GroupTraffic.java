package org.plumbline.simulations.chat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;
import org.plumbline.simulations.driver.Phone;
import org.plumbline.simulations.measure.SlicedHistogram;

/**
 * Messages to a large group in every second pair of slices of a steady phase, in the order A B B A:
 * what warms up or fills up meanwhile falls on both sides alike. A slice's last fifth stays silent,
 * so that its fan-out ends in it.
 */
final class GroupTraffic {

  private static final double TALKING_SHARE = 0.8;

  private final Phone sender;
  private final UserId senderId;
  private final List<Phone> online;
  private final ThreadId thread;
  private final double messagesPerSecond;
  private final Duration length;
  private final LongSupplier clockNanos;
  private final SlicedHistogram delivery;
  private final LongAdder acknowledged = new LongAdder();
  private final LongAdder arrived = new LongAdder();
  private final List<String> failures = new ArrayList<>();
  private int sent;
  private @Nullable Thread talking;

  /**
   * Traffic that waits for its start.
   *
   * @param online the other members' devices that are connected
   * @param length of the steady phase
   */
  GroupTraffic(
      Phone sender,
      UserId senderId,
      List<Phone> online,
      ThreadId thread,
      double messagesPerSecond,
      Duration length,
      LongSupplier clockNanos) {
    this.sender = sender;
    this.senderId = senderId;
    this.online = List.copyOf(online);
    this.thread = thread;
    this.messagesPerSecond = messagesPerSecond;
    this.length = length;
    this.clockNanos = clockNanos;
    this.delivery = new SlicedHistogram(0, length.toNanos() / 1_000, GeneratorPlan.SLICES);
  }

  /** Whether the group is talked to in that slice. */
  static boolean isOn(int slice) {
    return slice % 4 == 1 || slice % 4 == 2;
  }

  /** The steady phase begins now. */
  void start() {
    talking = Thread.ofVirtual().name("group-traffic").start(this::talk);
  }

  private void talk() {
    long startNanos = clockNanos.getAsLong();
    double sliceMicros = length.toNanos() / 1e3 / GeneratorPlan.SLICES;
    double gapMicros = 1e6 / messagesPerSecond;
    try {
      for (int slice = 0; slice < GeneratorPlan.SLICES; slice++) {
        for (double at = 0; isOn(slice) && at < sliceMicros * TALKING_SHARE; at += gapMicros) {
          long intended = (long) (slice * sliceMicros + at);
          long wait = startNanos + intended * 1_000 - clockNanos.getAsLong();
          if (wait > 0) {
            Thread.sleep(Duration.ofNanos(wait));
          }
          send(sent++, startNanos, intended);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(int number, long startNanos, long intended) {
    TempId tempId = new TempId("group-" + number);
    var _ =
        sender
            .send(thread, tempId, new Content.Text("to all of you, number " + number))
            .thenAccept(_ -> acknowledged.increment());
    for (Phone phone : online) {
      var _ =
          phone
              .arrival(senderId, tempId)
              .thenAccept(
                  arrival -> {
                    arrived.increment();
                    long micros = (arrival.nanos() - startNanos) / 1_000 - intended;
                    delivery.record(intended, micros);
                  });
    }
  }

  /** Waits until all was said and has arrived, or took too long. */
  void finish(Duration patience) throws InterruptedException {
    Thread thread = talking;
    if (thread != null) {
      boolean _ = thread.join(patience);
    }
    List<CompletableFuture<Phone.Arrival>> owed = new ArrayList<>();
    for (int number = 0; number < sent; number++) {
      for (Phone phone : online) {
        owed.add(phone.arrival(senderId, new TempId("group-" + number)));
      }
    }
    try {
      var _ =
          CompletableFuture.allOf(owed.toArray(CompletableFuture[]::new))
              .get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      failures.add("not all arrived within " + patience.toSeconds() + " s");
    }
  }

  int sent() {
    return sent;
  }

  long acknowledged() {
    return acknowledged.sum();
  }

  /** What the connected members had to get of the messages sent. */
  long expected() {
    return (long) sent * online.size();
  }

  long arrived() {
    return arrived.sum();
  }

  SlicedHistogram delivery() {
    return delivery;
  }

  List<String> failures() {
    return List.copyOf(failures);
  }
}
