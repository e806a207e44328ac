package org.plumbline.messenger.push.memory;

import org.plumbline.messenger.push.PushQueue;
import org.plumbline.messenger.push.PushQueueContract;
import org.plumbline.messenger.push.PushSettings;

class MemoryPushQueueTest implements PushQueueContract {

  @Override
  public PushQueue queue() {
    return new MemoryPushQueue(PushSettings.quick());
  }
}
