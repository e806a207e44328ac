package org.plumbline.messenger.device;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.UserId;

/**
 * The devices that may be pushed to. Every method may throw {@link DevicesUnavailable}. The
 * adapters are safe to share between threads.
 */
public interface PushDeviceStore {

  /** Most devices of one user; the one registered longest ago makes room. */
  int DEVICES_MAX = 20;

  /**
   * Takes the place of what this device registered before. An address belongs to one device: when
   * another one had it (someone else logged in on the same phone), that one loses it.
   */
  void save(PushDevice device);

  /** What this device registered. */
  Optional<PushDevice> find(UserId user, DeviceId device);

  /** Forgets what this device registered; whether there was something. */
  boolean remove(UserId user, DeviceId device);

  /** All devices of these users that opted in. Users without one have no key. */
  Map<UserId, List<PushDevice>> optedIn(Collection<UserId> users);

  /**
   * Forgets a dead address, unless the device has registered another one meanwhile, or this one
   * again after it was dead.
   *
   * @param deadSinceMillis since 1970
   * @return whether it was forgotten
   */
  boolean prune(PushDevice device, long deadSinceMillis);
}
