package org.plumbline.client;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.plumbline.protocol.Status;
import org.plumbline.protocol.UserId;

/**
 * A part of those who have a message.
 *
 * @param readers what each has done with it: READ counts as delivered too; ascending by name
 * @param next where the next page goes on, or null at the end
 */
public record ReaderPage(Map<UserId, Status> readers, @Nullable String next) {
  public ReaderPage {
    readers = Collections.unmodifiableMap(new LinkedHashMap<>(readers));
  }
}
