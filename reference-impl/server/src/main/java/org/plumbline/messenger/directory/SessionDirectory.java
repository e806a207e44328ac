package org.plumbline.messenger.directory;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.UserId;

/**
 * The sessions of all devices. Every method may throw {@link DirectoryUnavailable}.
 *
 * <p>An entry counts only while its node lives in the very incarnation that made it ({@link
 * NodeRegistry}): so the entries of a dead node end together, without a timer for each.
 */
public interface SessionDirectory {

  /**
   * How long an entry is kept after it was last registered or restored, in milliseconds: 24 hours.
   * It bounds what the sessions of dead nodes leave behind of users who never come back. A session
   * that lives longer must be restored within this time; every 8 hours, a slice of the sessions at
   * a time, is a good rhythm.
   */
  long ENTRY_KEPT_MILLIS = 24 * 3_600_000L;

  /**
   * Records that the device is on this node from now on. The epoch given is greater than any given
   * for this device before, also after the directory was lost.
   */
  Registration register(UserId user, DeviceId device);

  /**
   * Removes the entry if it is still that of this epoch; otherwise does nothing. When it throws,
   * the adapter removes the entry by itself as soon as it can.
   */
  void unregister(UserId user, DeviceId device, long epoch);

  /**
   * Records again, with their epochs, sessions of this node which the directory may have lost, and
   * renews the time that they are kept. An entry with a greater epoch stays. Any number of sessions
   * may be given; when it throws, some of them may have been recorded, and all should be given
   * again.
   *
   * @return those which a newer session of the same device has replaced
   */
  List<Session> restore(List<Session> sessions);

  /**
   * Where the users' devices are, in one round trip for all. Users without a session have no key.
   */
  Map<UserId, List<Location>> locate(Collection<UserId> users);

  /** A session of this node. */
  record Session(UserId user, DeviceId device, long epoch) {}

  /** Where a device is. */
  record Location(DeviceId device, String node, long epoch) {}

  /**
   * What registering gave.
   *
   * @param replaced the device's session which this one fences off, if its node still lives
   */
  record Registration(long epoch, Optional<Location> replaced) {}
}
