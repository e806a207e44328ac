package org.plumbline.messenger.monitor.memory;

import org.plumbline.messenger.monitor.Usage;
import org.plumbline.messenger.monitor.UsageContract;

class MemoryUsageTest implements UsageContract {

  @Override
  public Usage usage() {
    return new MemoryUsage();
  }
}
