package org.plumbline.messenger.device.memory;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.messenger.device.PushDevice;
import org.plumbline.messenger.device.PushDeviceStore;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.UserId;

/** Devices in a map. */
@Singleton
@Requires(property = "messenger.servers", value = "memory")
public final class InMemoryPushDeviceStore implements PushDeviceStore {

  private final Map<UserId, Map<DeviceId, PushDevice>> devices = new HashMap<>();

  @Override
  public synchronized void save(PushDevice device) {
    for (Map<DeviceId, PushDevice> ofUser : devices.values()) {
      ofUser.values().removeIf(other -> other.address().value().equals(device.address().value()));
    }
    Map<DeviceId, PushDevice> ofUser =
        devices.computeIfAbsent(device.user(), _ -> new LinkedHashMap<>());
    ofUser.put(device.device(), device);
    if (ofUser.size() > DEVICES_MAX) {
      ofUser.values().stream()
          .min(Comparator.comparingLong(PushDevice::registeredAtMillis))
          .ifPresent(oldest -> ofUser.remove(oldest.device()));
    }
  }

  @Override
  public synchronized Optional<PushDevice> find(UserId user, DeviceId device) {
    return Optional.ofNullable(devices.getOrDefault(user, Map.of()).get(device));
  }

  @Override
  public synchronized boolean remove(UserId user, DeviceId device) {
    Map<DeviceId, PushDevice> ofUser = devices.get(user);
    return ofUser != null && ofUser.remove(device) != null;
  }

  @Override
  public synchronized Map<UserId, List<PushDevice>> optedIn(Collection<UserId> users) {
    Map<UserId, List<PushDevice>> found = new HashMap<>();
    for (UserId user : users) {
      for (PushDevice device : devices.getOrDefault(user, Map.of()).values()) {
        if (device.optedIn()) {
          found.computeIfAbsent(user, _ -> new ArrayList<>()).add(device);
        }
      }
    }
    return found;
  }

  @Override
  public synchronized boolean prune(PushDevice device, long deadSinceMillis) {
    return find(device.user(), device.device())
        .filter(known -> known.address().value().equals(device.address().value()))
        .filter(known -> known.registeredAtMillis() <= deadSinceMillis)
        .map(known -> remove(known.user(), known.device()))
        .orElse(false);
  }
}
