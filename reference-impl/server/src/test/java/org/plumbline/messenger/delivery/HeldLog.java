package org.plumbline.messenger.delivery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.plumbline.messenger.log.LogEntry;
import org.plumbline.messenger.log.LogEntry.Submission;
import org.plumbline.messenger.log.MessageLog;

/** A log whose confirmations a test holds up. */
final class HeldLog implements MessageLog {
  final List<LogEntry> appended = new ArrayList<>();
  final Map<CompletableFuture<Long>, Long> waiting = new HashMap<>();
  boolean held;

  @Override
  public CompletableFuture<Long> append(Submission submission) {
    LogEntry entry = new LogEntry(appended.size(), submission);
    appended.add(entry);
    CompletableFuture<Long> confirmed = new CompletableFuture<>();
    if (held) {
      waiting.put(confirmed, entry.seq());
    } else {
      confirmed.complete(entry.seq());
    }
    return confirmed;
  }

  @Override
  public void work(Worker worker) {
    throw new UnsupportedOperationException("the test plays the log");
  }

  @Override
  public void stop() {
    held = false;
  }
}
