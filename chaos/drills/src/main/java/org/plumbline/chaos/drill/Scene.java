package org.plumbline.chaos.drill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.chaos.history.EventType;
import org.plumbline.chaos.history.HistoryEvent;
import org.plumbline.chaos.history.HistoryWriter;
import org.plumbline.chaos.history.Operation;
import org.plumbline.chaos.workload.Fleet;
import org.plumbline.chaos.workload.Participant;
import org.plumbline.compose.Environment;

/** What a drill sees and does while its load runs, and the notes it takes. */
final class Scene {

  private static final long PAUSE_NANOS = 10_000_000;

  private final DrillContext context;
  private final HistoryWriter history;
  private final Fleet fleet;
  private final List<Participant> latecomers;
  private final List<String> notes = new ArrayList<>();
  private final SortedMap<String, Figure> figures = new TreeMap<>();
  private final List<Finding> findings = new ArrayList<>();
  private long faultNanos;
  private long healedNanos;

  Scene(DrillContext context, HistoryWriter history, Fleet fleet, List<Participant> latecomers) {
    this.latecomers = List.copyOf(latecomers);
    this.context = context;
    this.history = history;
    this.fleet = fleet;
    this.faultNanos = nanos();
    this.healedNanos = faultNanos;
  }

  Environment environment() {
    return context.environment();
  }

  DrillProfile profile() {
    return context.profile();
  }

  Fleet fleet() {
    return fleet;
  }

  /** The devices of those who come late. */
  List<Participant> latecomers() {
    return latecomers;
  }

  long nanos() {
    return context.nanoClock().getAsLong();
  }

  /** The fault begins now. */
  void struck(String what) {
    faultNanos = nanos();
    healedNanos = Long.MAX_VALUE;
    mark("struck: " + what);
  }

  /** The fault is over from now on. */
  void healed(String what) {
    healedNanos = nanos();
    mark("healed: " + what);
  }

  long faultNanos() {
    return faultNanos;
  }

  long healedNanos() {
    return healedNanos;
  }

  /** A line for the history and the one who watches. */
  void mark(String what) {
    history.write(
        new HistoryEvent(
            -1, nanos(), EventType.INFO, -1, "", "", 0, "", Operation.FAULT, null, 0, -1, what));
    context.progress().accept(what);
  }

  /** The fault was seen to be there; without this the drill says nothing. */
  void prove(boolean active, String how) {
    findings.add(Finding.of("fault_was_active", active ? Outcome.HELD : Outcome.UNKNOWN, how));
    mark((active ? "proven: " : "not proven: ") + how);
  }

  void note(String note) {
    notes.add(note);
  }

  void figure(String name, Figure figure) {
    figures.put(name, figure);
  }

  List<String> notes() {
    return notes;
  }

  SortedMap<String, Figure> figures() {
    return figures;
  }

  List<Finding> findings() {
    return findings;
  }

  /** Lets the load run on. */
  void hold(Duration time) throws InterruptedException {
    await(() -> false, time);
  }

  /** Waits until the condition holds, at most for the time; whether it held. */
  boolean await(BooleanSupplier condition, Duration atMost) throws InterruptedException {
    long end = nanos() + atMost.toNanos();
    while (!condition.getAsBoolean()) {
      if (Thread.interrupted()) {
        throw new InterruptedException("the drill was interrupted");
      }
      long left = end - nanos();
      if (left <= 0) {
        return false;
      }
      LockSupport.parkNanos(Math.min(left, PAUSE_NANOS));
    }
    return true;
  }

  static String seconds(double value) {
    return String.format(Locale.ROOT, "%.2f s", value);
  }
}
