package org.plumbline.client;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.plumbline.protocol.ClientFrame;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ThreadId;

/**
 * What has to be asked from the server, one question at a time: all threads, or some by name. A
 * question may need several frames, and each is answered by its own SYNCED.
 */
final class SyncPlan {

  private final Set<ThreadId> named = new LinkedHashSet<>();
  private boolean all;
  private int unanswered;
  private int question;
  private boolean askedAll;
  private Set<ThreadId> askedNamed = Set.of();

  /** All threads are to be asked for. */
  void wantAll() {
    all = true;
  }

  /** This thread is to be asked for. */
  void want(ThreadId thread) {
    named.add(thread);
  }

  /** This thread was answered to its end. */
  void answered(ThreadId thread) {
    named.remove(thread);
  }

  boolean isAsking() {
    return unanswered > 0;
  }

  /** Neither a question out nor one to ask. */
  boolean isIdle() {
    return unanswered == 0 && !all && named.isEmpty();
  }

  /** The number of the question that is out, by which its timeout knows it. */
  int question() {
    return question;
  }

  /** The frames of the next question; empty when there is none, or one is out. */
  List<ClientFrame.Sync> ask(Map<ThreadId, Long> cursors) {
    if (unanswered > 0 || (!all && named.isEmpty())) {
      return List.of();
    }
    List<Map.Entry<ThreadId, Long>> asked = new ArrayList<>();
    if (all) {
      asked.addAll(cursors.entrySet());
      // The first frame alone speaks of all threads: the most advanced cursors spare most there.
      asked.sort(Map.Entry.<ThreadId, Long>comparingByValue(Comparator.reverseOrder()));
    } else {
      named.forEach(
          thread -> asked.add(Map.entry(thread, cursors.getOrDefault(thread, Message.NONE))));
    }
    List<ClientFrame.Sync> frames = new ArrayList<>();
    int from = 0;
    do {
      int to = Math.min(asked.size(), from + ClientFrame.Sync.CURSORS_MAX);
      Map<ThreadId, Long> part = new LinkedHashMap<>();
      asked.subList(from, to).forEach(entry -> part.put(entry.getKey(), entry.getValue()));
      frames.add(new ClientFrame.Sync(part, !all || from > 0));
      from = to;
    } while (from < asked.size());
    askedAll = all;
    askedNamed = all ? Set.of() : Set.copyOf(named);
    if (!all) {
      named.clear();
    }
    all = false;
    unanswered = frames.size();
    question++;
    return frames;
  }

  /** One frame was answered to its end; true when that was the last of the question. */
  boolean answered() {
    return unanswered > 0 && --unanswered == 0;
  }

  /** The question that is out gets no answer any more: to be asked again. */
  void forget() {
    if (unanswered > 0) {
      unanswered = 0;
      all |= askedAll;
      named.addAll(askedNamed);
    }
  }
}
