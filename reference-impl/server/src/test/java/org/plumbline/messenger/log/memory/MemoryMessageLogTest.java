package org.plumbline.messenger.log.memory;

import org.plumbline.messenger.log.MessageLog;
import org.plumbline.messenger.log.MessageLogContract;

class MemoryMessageLogTest implements MessageLogContract {

  @Override
  public MessageLog log() {
    return new MemoryMessageLog();
  }
}
