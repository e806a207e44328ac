package org.plumbline.messenger.media.memory;

import org.plumbline.messenger.media.MediaRecords;
import org.plumbline.messenger.media.MediaRecordsContract;

class InMemoryMediaRecordsTest implements MediaRecordsContract {

  private final MediaRecords records = new InMemoryMediaRecords();

  @Override
  public MediaRecords records() {
    return records;
  }
}
