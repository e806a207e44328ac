package org.plumbline.messenger.directory.redis;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.UserId;

/**
 * Entries of this node that should be gone but may not be, because Redis did not answer: of
 * sessions that ended, and of registrations whose answer was lost. As long as this node lives they
 * would show users as online who are not; so they are removed when Redis is back.
 */
final class Leftovers {

  private final int devicesMax;
  private final Map<Device, Epochs> unwanted = new ConcurrentHashMap<>();

  Leftovers(int devicesMax) {
    this.devicesMax = devicesMax;
  }

  /** A device of a user. */
  record Device(UserId user, DeviceId device) {}

  /** Which of the device's epochs are unwanted, the bounds included. */
  record Epochs(long from, long to) {
    static Epochs only(long epoch) {
      return new Epochs(epoch, epoch);
    }

    static Epochs above(long epoch) {
      return new Epochs(epoch + 1, Long.MAX_VALUE);
    }

    boolean isOne() {
      return from == to;
    }

    boolean contains(long epoch) {
      return from <= epoch && epoch <= to;
    }

    private Epochs and(Epochs other) {
      return new Epochs(Math.min(from, other.from), Math.max(to, other.to));
    }
  }

  /**
   * Notes epochs; when there are too many devices, their entries are left to their time to live.
   *
   * @return false when there are too many
   */
  boolean add(Device device, Epochs epochs) {
    if (unwanted.size() >= devicesMax) {
      return false;
    }
    unwanted.merge(device, epochs, Epochs::and);
    return true;
  }

  /**
   * Takes the device off, because it registers anew, which replaces its entry. To be called before
   * that is attempted, and to be added again when it fails.
   */
  @Nullable Epochs take(Device device) {
    return unwanted.remove(device);
  }

  /** The entry was removed; a newer note on the device stays. */
  void removed(Device device, Epochs epochs) {
    unwanted.remove(device, epochs);
  }

  /** Whether these epochs of the device are unwanted still. */
  boolean has(Device device, Epochs epochs) {
    return epochs.equals(unwanted.get(device));
  }

  List<Map.Entry<Device, Epochs>> some(int countMax) {
    return unwanted.entrySet().stream()
        .limit(countMax)
        .map(entry -> Map.entry(entry.getKey(), entry.getValue()))
        .toList();
  }
}
