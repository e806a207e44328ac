package org.plumbline.simulations.presence;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.protocol.UserId;

/** What every watcher was told, held against what the users did. */
final class PresenceComparison {

  private static final int WITNESSES_MAX = 20;

  /**
   * A change that a watcher was told.
   *
   * @param nanos from the change to the first frame of it
   */
  record Told(Episode change, long nanos) {}

  private final List<UserId> watchers;
  private final Duration onlineDelay;
  private final Duration offlineDelay;
  private final List<Told> told = new ArrayList<>();
  private final List<String> untold = new ArrayList<>();
  private final List<String> tooMuch = new ArrayList<>();
  private final List<String> early = new ArrayList<>();
  private final List<String> flapsTold = new ArrayList<>();
  private final boolean saturated;
  private long changes;
  private long flaps;
  private long frames;
  private long lastSeenFrames;

  /**
   * Compares.
   *
   * @param heard frames after the first state of each user, which every watcher is told once
   * @param saturated whether the generator was too late for a verdict on what is missing
   */
  PresenceComparison(
      List<UserId> watchers,
      Duration onlineDelay,
      Duration offlineDelay,
      List<Episode> episodes,
      List<Heard> heard,
      boolean saturated) {
    this.watchers = List.copyOf(watchers);
    this.onlineDelay = onlineDelay;
    this.offlineDelay = offlineDelay;
    this.saturated = saturated;
    Map<UserId, List<Heard>> byUser = heard.stream().collect(Collectors.groupingBy(Heard::user));
    episodes.stream()
        .collect(Collectors.groupingBy(Episode::user))
        .forEach((user, of) -> compare(of, byUser.getOrDefault(user, List.of())));
  }

  private void compare(List<Episode> of, List<Heard> heard) {
    List<Episode> inOrder =
        of.stream().sorted(Comparator.comparingLong(Episode::fromNanos)).toList();
    for (int one = 0; one < inOrder.size(); one++) {
      Episode episode = inOrder.get(one);
      long until = one + 1 < inOrder.size() ? inOrder.get(one + 1).fromNanos() : Long.MAX_VALUE;
      List<Heard> meanwhile =
          heard.stream()
              .filter(frame -> frame.nanos() >= episode.fromNanos() && frame.nanos() < until)
              .toList();
      switch (episode.kind()) {
        case CAME, WENT -> change(episode, meanwhile);
        case BLINKED, FLASHED -> flap(episode, meanwhile);
        case UNCLEAR -> {
          // Whatever was told of it is right.
        }
      }
    }
  }

  private void flap(Episode flap, List<Heard> meanwhile) {
    flaps++;
    boolean flash = flap.kind() == Episode.Kind.FLASHED;
    for (UserId watcher : watchers) {
      List<Heard> own =
          meanwhile.stream().filter(frame -> frame.watcher().equals(watcher)).toList();
      boolean lastSeenAlone = flash && own.size() == 1 && !own.getFirst().online();
      if (lastSeenAlone) {
        lastSeenFrames++;
      } else if (!own.isEmpty()) {
        flapsTold.add(watcher + " was told " + own + " of " + flap);
      }
    }
  }

  private void change(Episode change, List<Heard> meanwhile) {
    changes++;
    frames += meanwhile.size();
    boolean online = change.kind() == Episode.Kind.CAME;
    long least = (online ? onlineDelay : offlineDelay).toNanos();
    for (UserId watcher : watchers) {
      List<Heard> own =
          meanwhile.stream().filter(frame -> frame.watcher().equals(watcher)).toList();
      List<Heard> right = own.stream().filter(frame -> frame.online() == online).toList();
      if (right.isEmpty()) {
        untold.add(watcher + " was not told of " + change);
      } else {
        long nanos = right.getFirst().nanos() - change.fromNanos();
        told.add(new Told(change, nanos));
        if (nanos < least) {
          early.add(watcher + " was told after " + nanos / 1_000_000 + " ms of " + change);
        }
      }
      if (own.size() > right.size() || right.size() > 1) {
        tooMuch.add(watcher + " was told " + own + " of " + change);
      }
    }
  }

  long changes() {
    return changes;
  }

  long flaps() {
    return flaps;
  }

  /** Frames that told no more than when a user was last seen. */
  long lastSeenFrames() {
    return lastSeenFrames;
  }

  /** Frames of changes, of all watchers together. */
  long frames() {
    return frames;
  }

  void eachTold(Consumer<Told> consumer) {
    told.forEach(consumer);
  }

  List<Finding> findings() {
    return List.of(
        judged(
            "every_change_told",
            changes,
            untold,
            "times a watcher was not told of a change that lasted",
            saturated ? Outcome.UNKNOWN : Outcome.BROKEN),
        judged(
            "told_once",
            changes,
            tooMuch,
            "times a watcher was told more than the change",
            Outcome.BROKEN),
        judged(
            "told_after_the_delay",
            changes,
            early,
            "times a watcher was told before the delay was over",
            Outcome.BROKEN),
        judged(
            "flaps_not_told",
            flaps,
            flapsTold,
            "times a watcher was told of a flap",
            Outcome.BROKEN));
  }

  private Finding judged(
      String id, long happened, List<String> witnesses, String wrong, Outcome otherwise) {
    if (happened == 0 || watchers.isEmpty()) {
      return Finding.of(id, Outcome.UNKNOWN, "Nothing of that kind happened.");
    }
    return new Finding(
        id,
        witnesses.isEmpty() ? Outcome.HELD : otherwise,
        witnesses.size()
            + " "
            + wrong
            + " ("
            + happened
            + " of them, "
            + watchers.size()
            + " watchers).",
        witnesses.stream().sorted().limit(WITNESSES_MAX).toList());
  }
}
