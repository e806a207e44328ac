package org.plumbline.messenger.device.memory;

import org.plumbline.messenger.device.PushDeviceStore;
import org.plumbline.messenger.device.PushDeviceStoreContract;

class InMemoryPushDeviceStoreTest implements PushDeviceStoreContract {

  private final PushDeviceStore store = new InMemoryPushDeviceStore();

  @Override
  public PushDeviceStore store() {
    return store;
  }
}
