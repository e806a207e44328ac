package org.plumbline.messenger.push;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.plumbline.messenger.device.DevicesUnavailable;
import org.plumbline.messenger.device.PushDevice;
import org.plumbline.messenger.device.PushDeviceStore;
import org.plumbline.messenger.directory.DirectoryUnavailable;
import org.plumbline.messenger.directory.SessionDirectory;
import org.plumbline.messenger.directory.SessionDirectory.Location;
import org.plumbline.messenger.history.Cursors;
import org.plumbline.messenger.history.Cursors.Cursor;
import org.plumbline.messenger.history.HistoryUnavailable;
import org.plumbline.protocol.Status;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/**
 * After the grace: which devices are still to be told. Not one that has a session now; none when
 * the user has read the message; and none when it was delivered to a user who had no session when
 * it came, for then the missed device itself, or a newer one, was here meanwhile. A user who had a
 * session elsewhere is another matter: cursors are the user's and say nothing of one device.
 */
@Singleton
public final class PushDecision {

  private final PushDeviceStore store;
  private final SessionDirectory directory;
  private final Cursors cursors;
  private final PushMeters meters;

  public PushDecision(
      PushDeviceStore store, SessionDirectory directory, Cursors cursors, PushMeters meters) {
    this.store = store;
    this.directory = directory;
    this.cursors = cursors;
    this.meters = meters;
  }

  /**
   * Asks for these users' devices and sessions, in two round trips for all. Blocks; throws what
   * store and directory throw.
   */
  Round look(Collection<UserId> users) {
    Map<UserId, List<PushDevice>> devices = store.optedIn(users);
    return new Round(devices, devices.isEmpty() ? Map.of() : directory.locate(devices.keySet()));
  }

  /**
   * Whether the device has no session now, and is still registered as it was; true as far as the
   * servers cannot say. Blocks.
   */
  boolean isToTell(PushDevice device) {
    return isRegistered(device) && isAway(device);
  }

  private boolean isRegistered(PushDevice device) {
    try {
      return store
          .find(device.user(), device.device())
          .filter(found -> found.optedIn() && found.address().equals(device.address()))
          .isPresent();
    } catch (DevicesUnavailable e) {
      return true;
    }
  }

  private boolean isAway(PushDevice device) {
    try {
      return directory
          .locate(List.of(device.user()))
          .getOrDefault(device.user(), List.of())
          .stream()
          .noneMatch(location -> location.device().equals(device.device()));
    } catch (DirectoryUnavailable e) {
      return true;
    }
  }

  /** What was found for a number of users. */
  final class Round {
    private final Map<UserId, List<PushDevice>> devices;
    private final Map<UserId, List<Location>> located;
    private final Map<ThreadId, List<Cursor>> known = new HashMap<>();

    private Round(Map<UserId, List<PushDevice>> devices, Map<UserId, List<Location>> located) {
      this.devices = devices;
      this.located = located;
    }

    /** The devices that this note is to be pushed to. */
    List<PushDevice> toTell(MissedMessage note) {
      List<Location> here = located.getOrDefault(note.user(), List.of());
      List<PushDevice> away = new ArrayList<>();
      for (PushDevice device : devices.getOrDefault(note.user(), List.of())) {
        if (here.stream().anyMatch(location -> location.device().equals(device.device()))) {
          cancelled(device);
        } else if (note.isFor(device.device())) {
          away.add(device);
        }
      }
      if (!away.isEmpty() && hasIt(note, here.isEmpty())) {
        away.forEach(this::cancelled);
        return List.of();
      }
      return away;
    }

    private boolean hasIt(MissedMessage note, boolean nowhere) {
      for (Cursor cursor : known.computeIfAbsent(note.thread(), this::cursorsOf)) {
        boolean reached = cursor.user().equals(note.user()) && cursor.upTo() >= note.seq();
        if (reached && (cursor.status() == Status.READ || (!note.elsewhere() && nowhere))) {
          return true;
        }
      }
      return false;
    }

    private List<Cursor> cursorsOf(ThreadId thread) {
      try {
        return cursors.of(thread);
      } catch (HistoryUnavailable e) {
        // Better a push too many than a device that never learns of its message.
        return List.of();
      }
    }

    private void cancelled(PushDevice device) {
      meters.count(device.address().provider(), PushMeters.Outcome.CANCELLED);
    }
  }
}
