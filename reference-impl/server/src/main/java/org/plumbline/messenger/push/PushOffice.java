package org.plumbline.messenger.push;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.device.DevicesUnavailable;
import org.plumbline.messenger.device.PushDeviceStore;
import org.plumbline.messenger.device.PushProvider;
import org.plumbline.messenger.device.RegistrationListener;
import org.plumbline.messenger.directory.SessionDirectory.Location;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.UserId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Behind the delivery of messages: notes whose opted-in devices were not there. It is told after
 * the last look at the directory, so whoever that look found is not noted. A node that dies before
 * the note is safe reads the message from the log again, and notes it then.
 */
@Singleton
public final class PushOffice implements RegistrationListener {

  private static final Logger LOG = LoggerFactory.getLogger(PushOffice.class);
  private static final int PREVIEW_LENGTH_MAX = 120;

  private final PushConfig config;
  private final PushUsers users;
  private final PushQueue queue;
  private final PushMeters meters;
  private final InstantSource clock;
  private final GroupPace pace;
  private final Set<PushProvider> providers = new HashSet<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  public PushOffice(
      PushConfig config,
      PushDeviceStore store,
      PushQueue queue,
      List<PushSender> senders,
      PushMeters meters,
      InstantSource clock) {
    this.config = config;
    this.users = new PushUsers(config, store);
    this.queue = queue;
    this.meters = meters;
    this.clock = clock;
    this.pace = new GroupPace(config);
    senders.forEach(sender -> providers.add(sender.provider()));
  }

  /** A message and whose devices it was for, the sender's own included. */
  public record Delivered(Message message, List<UserId> recipients) {}

  @Override
  public boolean sendsTo(PushProvider provider) {
    return providers.contains(provider);
  }

  @Override
  public void changed(UserId user) {
    users.forget(user);
  }

  /**
   * Learns which of those whom the messages concern have a device to push to, with one question for
   * all that are not remembered. Of nobody else: what is learned is remembered for a while, and a
   * device that registers elsewhere meanwhile would be passed over. Never blocks.
   *
   * @return completes when it is known, or after a bounded time, never with a failure
   */
  public CompletableFuture<@Nullable Void> prepare(List<Delivered> delivered) {
    Set<UserId> unknown = new HashSet<>();
    if (!providers.isEmpty()) {
      for (Delivered each : delivered) {
        for (UserId user : each.recipients()) {
          if (concerns(each.message(), user) && users.remembered(user) == null) {
            unknown.add(user);
          }
        }
      }
    }
    if (unknown.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    return CompletableFuture.supplyAsync(() -> users.learn(unknown), threads)
        .orTimeout(config.noteWithin().toNanos(), TimeUnit.NANOSECONDS)
        // Whoever is still unknown is asked for once more, when his messages are looked at.
        .handle((_, _) -> null);
  }

  /**
   * Notes the devices that were not there. Never blocks, and costs nothing for users of whom it is
   * known that they have no device to push to.
   *
   * @param located where the users' devices were at the last look
   * @return completes when the notes are safe, or after a bounded time, never with a failure
   */
  public CompletableFuture<@Nullable Void> missed(
      List<Delivered> delivered, Map<UserId, List<Location>> located) {
    if (providers.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    List<MissedMessage> notes = new ArrayList<>();
    Set<UserId> unknown = new HashSet<>();
    for (Delivered each : delivered) {
      for (UserId user : each.recipients()) {
        if (concerns(each.message(), user)) {
          List<DeviceId> devices = users.remembered(user);
          if (devices == null) {
            unknown.add(user);
          } else if (!devices.isEmpty()) {
            note(each.message(), user, devices, located, notes);
          }
        }
      }
    }
    if (notes.isEmpty() && unknown.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    return CompletableFuture.supplyAsync(
            () -> withUnknown(delivered, located, unknown, notes), threads)
        .thenCompose(this::add)
        .orTimeout(config.noteWithin().toNanos(), TimeUnit.NANOSECONDS)
        .handle(
            (_, failure) -> {
              if (failure != null) {
                meters.count(null, PushMeters.Outcome.GAVE_UP);
                LOG.warn("missed messages could not be noted, so no push: {}", failure.toString());
              }
              return null;
            });
  }

  private CompletableFuture<@Nullable Void> add(List<MissedMessage> notes) {
    return notes.isEmpty()
        ? CompletableFuture.<@Nullable Void>completedFuture(null)
        : queue.add(notes);
  }

  private List<MissedMessage> withUnknown(
      List<Delivered> delivered,
      Map<UserId, List<Location>> located,
      Set<UserId> unknown,
      List<MissedMessage> notes) {
    if (unknown.isEmpty()) {
      return notes;
    }
    Map<UserId, List<DeviceId>> learned;
    try {
      learned = users.learn(unknown);
    } catch (DevicesUnavailable e) {
      // Better a note too many: the worker asks again, and finds no device to push to.
      LOG.debug("devices of {} users are not known: {}", unknown.size(), e.getMessage());
      learned = Map.of();
    }
    for (Delivered each : delivered) {
      for (UserId user : each.recipients()) {
        List<DeviceId> devices = learned.get(user);
        boolean none = devices != null && devices.isEmpty();
        if (unknown.contains(user) && concerns(each.message(), user) && !none) {
          note(each.message(), user, devices == null ? List.of() : devices, located, notes);
        }
      }
    }
    return notes;
  }

  /** What was said, to others than who said it; an edit wakes nobody again. */
  static boolean concerns(Message message, UserId user) {
    return (message.content() instanceof Content.Text || message.content() instanceof Content.Media)
        && !user.equals(message.sender());
  }

  private void note(
      Message message,
      UserId user,
      List<DeviceId> devices,
      Map<UserId, List<Location>> located,
      List<MissedMessage> into) {
    List<DeviceId> here =
        located.getOrDefault(user, List.of()).stream().map(Location::device).toList();
    List<DeviceId> missed = devices.stream().filter(device -> !here.contains(device)).toList();
    if (missed.isEmpty() && (!devices.isEmpty() || !here.isEmpty())) {
      return;
    }
    into.add(note(message, user, missed, !here.isEmpty()));
  }

  MissedMessage note(Message message, UserId user, List<DeviceId> missed, boolean elsewhere) {
    long now = clock.millis();
    return new MissedMessage(
        user,
        message.thread(),
        message.sender(),
        message.seq(),
        Content.kindOf(message.content()),
        config.preview() ? shortened(message.text()) : "",
        missed,
        elsewhere,
        now,
        pace.due(message.thread(), now + config.grace().toMillis()));
  }

  /** Whether a push to the device may have a sense; asks the store when it is not known. Blocks. */
  boolean mayPushTo(UserId user, DeviceId device) {
    if (providers.isEmpty()) {
      return false;
    }
    List<DeviceId> devices = users.remembered(user);
    if (devices == null) {
      try {
        devices = users.learn(List.of(user)).getOrDefault(user, List.of());
      } catch (DevicesUnavailable e) {
        // Better a note too many: the worker asks again, and finds no device to push to.
        return true;
      }
    }
    return devices.contains(device);
  }

  private static String shortened(String text) {
    return text.length() <= PREVIEW_LENGTH_MAX
        ? text
        : text.substring(0, text.offsetByCodePoints(0, PREVIEW_LENGTH_MAX / 2)) + "...";
  }

  @PreDestroy
  void stop() {
    threads.shutdown();
  }
}
