package org.plumbline.messenger.push.memory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.plumbline.messenger.device.PushDevice;
import org.plumbline.messenger.device.PushProvider;
import org.plumbline.messenger.push.Notification;
import org.plumbline.messenger.push.PushSender;

/** A provider that keeps what it is given, and answers as it is told to. */
public final class MemoryPushSender implements PushSender {

  private static final int KEPT_MAX = 10_000;

  /** A push that was taken or refused. */
  public record Given(PushDevice device, Notification notification) {}

  private final PushProvider provider;
  private final List<Given> given = new ArrayList<>();
  private volatile Function<Given, CompletableFuture<Answer>> behaviour =
      _ -> CompletableFuture.completedFuture(new Answer.Sent());

  public MemoryPushSender(PushProvider provider) {
    this.provider = provider;
  }

  /** How it answers from now on. */
  public void behave(Function<Given, CompletableFuture<Answer>> next) {
    behaviour = next;
  }

  /** In the order given; the last {@value #KEPT_MAX}. */
  public synchronized List<Given> given() {
    return List.copyOf(given);
  }

  @Override
  public PushProvider provider() {
    return provider;
  }

  @Override
  public CompletableFuture<Answer> send(
      PushDevice device, Notification notification, Duration keptFor) {
    Given now = new Given(device, notification);
    synchronized (this) {
      if (given.size() >= KEPT_MAX) {
        given.removeFirst();
      }
      given.add(now);
    }
    return behaviour.apply(now);
  }
}
