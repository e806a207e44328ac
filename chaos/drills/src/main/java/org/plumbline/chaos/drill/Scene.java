package org.plumbline.chaos.drill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.chaos.fault.Fault;
import org.plumbline.chaos.fault.Proof;
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
  private static final long WARM_FROM_NANOS = 800_000_000;
  private static final long WARM_TO_NANOS = 300_000_000;

  private final DrillContext context;
  private final HistoryWriter history;
  private final Fleet fleet;
  private final List<Participant> latecomers;
  private final List<String> notes = new ArrayList<>();
  private final SortedMap<String, Figure> figures = new TreeMap<>();
  private final List<Finding> findings = new ArrayList<>();
  private final List<Proof> proofs = new ArrayList<>();
  private final List<Runnable> beforeStrikes = new ArrayList<>();
  private final List<Step> afterStrikes = new ArrayList<>();
  private final List<Runnable> beforeHeals = new ArrayList<>();
  private final List<Fault> healed = new ArrayList<>();
  private final LiveState live = new LiveState();
  private boolean struck;
  private long faultNanos;
  private long healedNanos;

  /** Something that takes its time. */
  interface Step {
    void go() throws InterruptedException;
  }

  Scene(DrillContext context, HistoryWriter history, Fleet fleet, List<Participant> latecomers) {
    this.latecomers = List.copyOf(latecomers);
    this.context = context;
    this.history = history;
    this.fleet = fleet;
    this.faultNanos = nanos();
    this.healedNanos = faultNanos;
    history.watchedBy(live::take);
  }

  /** How the load fares just now. */
  LiveState live() {
    return live;
  }

  /** Whether nodes that may just have started acknowledge at once what they are given. */
  boolean isWarm() {
    long now = nanos();
    return live.answersAll(now - WARM_FROM_NANOS, now - WARM_TO_NANOS);
  }

  /** Calls that just before the first fault strikes. */
  void beforeStrike(Runnable step) {
    beforeStrikes.add(step);
  }

  /** Calls that when the first fault has struck. */
  void afterStrike(Step step) {
    afterStrikes.add(step);
  }

  /** Calls that just before the faults are healed. */
  void beforeHeal(Runnable step) {
    beforeHeals.add(step);
  }

  void striking() {
    beforeStrikes.forEach(Runnable::run);
    beforeStrikes.clear();
  }

  void hasStruck() throws InterruptedException {
    List<Step> steps = List.copyOf(afterStrikes);
    afterStrikes.clear();
    for (Step step : steps) {
      step.go();
    }
  }

  /** What has to serve again before everything can come to rest. */
  void healedLast(Collection<Fault> faults) {
    healed.addAll(faults);
  }

  /** Waits until all that was healed serves again; whether it did. */
  boolean awaitHealed(Duration atMost) {
    return healed.stream().allMatch(fault -> fault.awaitHealed(atMost));
  }

  void healing() {
    beforeHeals.forEach(Runnable::run);
    beforeHeals.clear();
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

  /** The share of the devices that should be connected now which are. */
  double reachable() {
    List<Participant> expected = new ArrayList<>(fleet.regulars());
    expected.removeAll(latecomers);
    return (double) Fleet.connectedOf(expected) / expected.size();
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
    struck = true;
    faultNanos = nanos();
    healedNanos = Long.MAX_VALUE;
    mark("struck: " + what);
  }

  /** The fault is over from now on. */
  void healed(String what) {
    healedNanos = nanos();
    mark("healed: " + what);
  }

  /** The time that is judged when the method broke nothing: the method's own. */
  void methodTook(long fromNanos, long toNanos) {
    if (!struck) {
      faultNanos = fromNanos;
      healedNanos = toNanos;
    }
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
    proofs.add(new Proof(active, how));
    mark((active ? "proven: " : "not proven: ") + how);
  }

  /** All that was to be seen of the faults; empty when nothing was to be broken. */
  List<Proof> proofs() {
    return proofs;
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
