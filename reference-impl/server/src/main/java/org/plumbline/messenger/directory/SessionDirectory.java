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
   * Records that the device is on this node from now on. The epoch given is greater than any given
   * for this device before, also after the directory was lost.
   */
  Registration register(UserId user, DeviceId device);

  /** Removes the entry if it is still that of this epoch; otherwise does nothing. */
  void unregister(UserId user, DeviceId device, long epoch);

  /**
   * Records again, with their epochs, sessions of this node which the directory may have lost. An
   * entry with a greater epoch stays.
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
