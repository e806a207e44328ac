package org.plumbline.simulations.push;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.capacity.evidence.Outcome;

/** What the messages promised to whom, held against what the providers got. */
final class PushFindings {

  private static final int WITNESSES_MAX = 20;

  private final List<Handset> handsets;
  private final List<Missed> messages;
  private final List<Pushed> pushes;

  /** Takes the pushes of all loads: those for other devices are left out. */
  PushFindings(List<Handset> handsets, List<Missed> messages, List<Pushed> all) {
    Set<String> ours = handsets.stream().map(Handset::address).collect(Collectors.toSet());
    this.handsets = List.copyOf(handsets);
    this.messages = List.copyOf(messages);
    this.pushes = all.stream().filter(pushed -> ours.contains(pushed.address())).toList();
  }

  List<Finding> all() {
    return List.of(
        awayPushed(),
        nonePushed("no_push_to_online", Handset.Presence.ONLINE, "devices with a session"),
        nonePushed(
            "no_push_without_opt_in", Handset.Presence.OPTED_OUT, "devices that did not opt in"),
        collapsed(),
        noWords());
  }

  List<Pushed> pushes() {
    return pushes;
  }

  /** Those messages for devices that are away of which no push has told. */
  List<Missed> untold() {
    return messages.stream()
        .filter(message -> message.handset().presence() == Handset.Presence.AWAY)
        .filter(message -> pushes.stream().noneMatch(message::isToldBy))
        .toList();
  }

  long count(Handset.Presence presence) {
    return handsets.stream().filter(handset -> handset.presence() == presence).count();
  }

  long pushesTo(Handset.Presence presence) {
    Set<String> addresses = addresses(presence);
    return pushes.stream().filter(pushed -> addresses.contains(pushed.address())).count();
  }

  private Set<String> addresses(Handset.Presence presence) {
    return handsets.stream()
        .filter(handset -> handset.presence() == presence)
        .map(Handset::address)
        .collect(Collectors.toSet());
  }

  private Finding awayPushed() {
    String id = "every_offline_recipient_pushed";
    long owed =
        messages.stream()
            .filter(message -> message.handset().presence() == Handset.Presence.AWAY)
            .count();
    if (owed == 0) {
      return Finding.of(id, Outcome.UNKNOWN, "No message for a device that is away.");
    }
    List<Missed> untold = untold();
    String summary =
        (owed - untold.size())
            + " of "
            + owed
            + " messages for "
            + count(Handset.Presence.AWAY)
            + " devices without a session were told of by "
            + pushesTo(Handset.Presence.AWAY)
            + " pushes.";
    return new Finding(
        id,
        untold.isEmpty() ? Outcome.HELD : Outcome.BROKEN,
        summary,
        untold.stream()
            .limit(WITNESSES_MAX)
            .map(
                one ->
                    "no push: seq "
                        + one.seq()
                        + " of "
                        + one.thread()
                        + " to "
                        + one.handset().account())
            .toList());
  }

  private Finding nonePushed(String id, Handset.Presence presence, String who) {
    Set<String> addresses = addresses(presence);
    long sent = messages.stream().filter(one -> one.handset().presence() == presence).count();
    if (sent == 0) {
      return Finding.of(id, Outcome.UNKNOWN, "No message for " + who + ".");
    }
    List<String> witnesses =
        pushes.stream()
            .filter(pushed -> addresses.contains(pushed.address()))
            .limit(WITNESSES_MAX)
            .map(pushed -> "push: seq " + pushed.seq() + " of " + pushed.thread())
            .toList();
    String summary =
        pushesTo(presence) + " pushes for " + sent + " messages to " + who + " (expected: none).";
    return new Finding(id, witnesses.isEmpty() ? Outcome.HELD : Outcome.BROKEN, summary, witnesses);
  }

  /** One collapse key for each thread, and another one for each other thread. */
  private Finding collapsed() {
    String id = "collapsed_per_thread";
    if (pushes.isEmpty()) {
      return Finding.of(id, Outcome.UNKNOWN, "No push came.");
    }
    Map<String, Set<String>> keysOfThread = new TreeMap<>();
    Map<String, Set<String>> threadsOfKey = new TreeMap<>();
    for (Pushed pushed : pushes) {
      keysOfThread.computeIfAbsent(pushed.thread(), _ -> new TreeSet<>()).add(pushed.collapse());
      threadsOfKey.computeIfAbsent(pushed.collapse(), _ -> new TreeSet<>()).add(pushed.thread());
    }
    List<String> witnesses = new ArrayList<>();
    keysOfThread.forEach(
        (thread, keys) -> {
          if (keys.size() > 1 || keys.contains("")) {
            witnesses.add(thread + " has the keys " + keys);
          }
        });
    threadsOfKey.forEach(
        (key, threads) -> {
          if (threads.size() > 1) {
            witnesses.add("key " + key + " stands for " + threads);
          }
        });
    return new Finding(
        id,
        witnesses.isEmpty() ? Outcome.HELD : Outcome.BROKEN,
        pushes.size() + " pushes of " + keysOfThread.size() + " threads, one key for each thread.",
        witnesses.stream().limit(WITNESSES_MAX).toList());
  }

  private Finding noWords() {
    String id = "no_words_to_providers";
    if (pushes.isEmpty()) {
      return Finding.of(id, Outcome.UNKNOWN, "No push came.");
    }
    Set<String> words = messages.stream().map(Missed::text).collect(Collectors.toSet());
    List<String> witnesses =
        pushes.stream()
            .filter(pushed -> words.stream().anyMatch(pushed.payload()::contains))
            .limit(WITNESSES_MAX)
            .map(pushed -> "seq " + pushed.seq() + " of " + pushed.thread())
            .toList();
    return new Finding(
        id,
        witnesses.isEmpty() ? Outcome.HELD : Outcome.BROKEN,
        witnesses.isEmpty()
            ? "None of " + pushes.size() + " pushes held the words of its message."
            : "Pushes held the words of their messages.",
        witnesses);
  }
}
