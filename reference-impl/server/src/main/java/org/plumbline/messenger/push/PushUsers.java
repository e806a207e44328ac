package org.plumbline.messenger.push;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.device.PushDevice;
import org.plumbline.messenger.device.PushDeviceStore;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.UserId;

/**
 * Which devices of which users opted in, as this node learned it a short time ago: most users have
 * none, and a message to them must not cost a query.
 */
final class PushUsers {

  private final PushDeviceStore store;
  private final Cache<UserId, List<DeviceId>> known;

  PushUsers(PushConfig config, PushDeviceStore store) {
    this.store = store;
    this.known =
        Caffeine.newBuilder()
            .maximumSize(config.knownUsersMax())
            .expireAfterWrite(config.knownFor())
            .build();
  }

  /** Empty when he has none, null when the store must be asked. */
  @Nullable List<DeviceId> remembered(UserId user) {
    return known.getIfPresent(user);
  }

  /** Asks the store. Blocks. */
  Map<UserId, List<DeviceId>> learn(Collection<UserId> users) {
    Map<UserId, List<PushDevice>> found = store.optedIn(users);
    Map<UserId, List<DeviceId>> devices = new HashMap<>();
    for (UserId user : users) {
      List<DeviceId> ofUser =
          found.getOrDefault(user, List.of()).stream().map(PushDevice::device).toList();
      devices.put(user, ofUser);
    }
    known.putAll(devices);
    return devices;
  }

  void forget(UserId user) {
    known.invalidate(user);
  }
}
