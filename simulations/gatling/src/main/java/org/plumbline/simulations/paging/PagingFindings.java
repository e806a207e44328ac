package org.plumbline.simulations.paging;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;
import org.plumbline.simulations.driver.OpenLoop;

/** What was read, held against what was written. */
final class PagingFindings {

  private static final int WITNESSES_MAX = 20;

  private final Map<ThreadId, List<Long>> written;
  private final Map<UserId, Set<ThreadId>> threadsOf;
  private final List<ThreadRead> threads;
  private final List<ListRead> lists;
  private final OpenLoop.Outcome outcome;

  PagingFindings(
      Map<ThreadId, List<Long>> written,
      Map<UserId, Set<ThreadId>> threadsOf,
      List<ThreadRead> threads,
      List<ListRead> lists,
      OpenLoop.Outcome outcome) {
    this.written = Map.copyOf(written);
    this.threadsOf = Map.copyOf(threadsOf);
    this.threads = List.copyOf(threads);
    this.lists = List.copyOf(lists);
    this.outcome = outcome;
  }

  List<Finding> all() {
    return List.of(answered(), complete(), inOrder(), bounded(), listsComplete());
  }

  private Finding answered() {
    String id = "every_page_answered";
    if (outcome.begun() == 0) {
      return Finding.of(id, Outcome.UNKNOWN, "Nothing was asked for.");
    }
    return new Finding(
        id,
        outcome.failed() == 0 ? Outcome.HELD : Outcome.BROKEN,
        outcome.begun() - outcome.failed() + " of " + outcome.begun() + " journeys came to an end.",
        outcome.witnesses());
  }

  private Finding complete() {
    List<String> witnesses = new ArrayList<>();
    for (ThreadRead read : threads) {
      Set<Long> missing = new HashSet<>(written.getOrDefault(read.thread(), List.of()));
      Set<Long> foreign = new HashSet<>();
      read.pages().stream()
          .flatMap(Collection::stream)
          .filter(seq -> !missing.remove(seq))
          .forEach(foreign::add);
      foreign.removeAll(written.getOrDefault(read.thread(), List.of()));
      if (!missing.isEmpty()) {
        witnesses.add(read.thread() + " read by " + read.reader() + " lacks " + some(missing));
      }
      if (!foreign.isEmpty()) {
        witnesses.add(read.thread() + " read by " + read.reader() + " has " + some(foreign));
      }
    }
    return judged(
        "pages_complete",
        threads.size(),
        "threads were read without all their messages",
        witnesses);
  }

  /** From page to page backwards, within a page forwards, and no message twice. */
  private Finding inOrder() {
    List<String> witnesses = new ArrayList<>();
    for (ThreadRead read : threads) {
      long before = Long.MAX_VALUE;
      for (List<Long> page : read.pages()) {
        long last = Long.MIN_VALUE;
        for (long seq : page) {
          if (seq <= last || seq >= before) {
            witnesses.add(read.thread() + " read by " + read.reader() + ": " + seq + " of " + page);
          }
          last = seq;
        }
        before = page.isEmpty() ? before : page.getFirst();
      }
    }
    return judged(
        "pages_in_order", threads.size(), "messages were out of place or given twice", witnesses);
  }

  private Finding bounded() {
    List<String> witnesses = new ArrayList<>();
    for (ThreadRead read : threads) {
      for (int page = 0; page < read.pages().size(); page++) {
        int size = read.pages().get(page).size();
        boolean last = page == read.pages().size() - 1;
        if (size > read.limit() || (!last && size < read.limit())) {
          witnesses.add(read.thread() + ": page " + page + " has " + size + " of " + read.limit());
        }
      }
    }
    return judged("pages_of_the_asked_size", threads.size(), "pages had another size", witnesses);
  }

  private Finding listsComplete() {
    List<String> witnesses = new ArrayList<>();
    for (ListRead list : lists) {
      Map<String, Long> found = new TreeMap<>();
      for (ListRead.Entry entry : list.entries()) {
        List<Long> seqs = written.getOrDefault(entry.thread(), List.of());
        if (found.put(entry.thread().value(), entry.lastSeq()) != null
            || seqs.isEmpty()
            || seqs.getLast() != entry.lastSeq()) {
          witnesses.add("list of " + list.reader() + ": " + entry);
        }
      }
      for (ThreadId thread : threadsOf.getOrDefault(list.reader(), Set.of())) {
        if (!found.containsKey(thread.value())) {
          witnesses.add("list of " + list.reader() + " lacks " + thread);
        }
      }
    }
    return judged(
        "lists_complete",
        lists.size(),
        "entries of lists were missing, double or behind",
        witnesses);
  }

  private static Finding judged(String id, int read, String wrong, List<String> witnesses) {
    if (read == 0) {
      return Finding.of(id, Outcome.UNKNOWN, "Nothing was read.");
    }
    return new Finding(
        id,
        witnesses.isEmpty() ? Outcome.HELD : Outcome.BROKEN,
        witnesses.size() + " " + wrong + " (" + read + " read).",
        witnesses.stream().limit(WITNESSES_MAX).toList());
  }

  private static List<Long> some(Set<Long> seqs) {
    return seqs.stream().sorted().limit(5).toList();
  }
}
