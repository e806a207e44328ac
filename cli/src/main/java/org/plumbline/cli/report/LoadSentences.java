package org.plumbline.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Figure;

/** A sentence on each load that ran, with the figures that tell most. */
final class LoadSentences {
  private final Evidence load;

  private LoadSentences(Evidence load) {
    this.load = load;
  }

  /** The sentences, in the order of the loads; a load that lacks a figure is left out. */
  static List<String> of(List<Evidence> evidence) {
    List<String> sentences = new ArrayList<>();
    for (String id :
        List.of(
            "load.one_to_one",
            "load.group_chat",
            "load.large_group",
            "load.media",
            "load.push",
            "load.find_maximum")) {
      evidence.stream()
          .filter(one -> one.id().equals(id))
          .findFirst()
          .flatMap(one -> new LoadSentences(one).sentence())
          .ifPresent(sentences::add);
    }
    return sentences;
  }

  private Optional<String> sentence() {
    return switch (load.id()) {
      case "load.one_to_one" ->
          filled(
              "1:1: a message arrived after % (99 of 100 within %).",
              "delivery_p50", "delivery_p99");
      case "load.group_chat" ->
          filled(
              "Groups: a message arrived at each member after % (99 of 100 within %), % of %"
                  + " deliveries.",
              "delivery_p50", "delivery_p99", "delivered", "expected_deliveries");
      case "load.large_group" ->
          filled(
              "Beside a busy group of % members 1:1 messages took % times as long at the 99th"
                  + " percentile.",
              "group_members", "one_to_one_p99_ratio");
      case "load.media" ->
          filled(
              "Media: % of % images were read as sent, % after the upload was to begin.",
              "equal", "begun", "arrival_p50");
      case "load.find_maximum" ->
          filled(
              "At most % of 1:1 messages were acknowledged, stored and delivered in time, % times"
                  + " what the slower of log and store takes alone.",
              "maximum", "maximum_floor_ratio");
      default ->
          filled(
              "Push: % messages for users who were away led to % pushes, % after the send, and %"
                  + " to users who were online.",
              "messages_to_offline", "pushes", "arrival_p50", "pushes_to_online");
    };
  }

  /** Puts the figures in the places of the percent signs. */
  private Optional<String> filled(String pattern, String... names) {
    String text = pattern;
    for (String name : names) {
      Optional<Figure> figure = load.figure(name);
      if (figure.isEmpty()) {
        return Optional.empty();
      }
      text = text.replaceFirst("%", Shown.figure(figure.get()));
    }
    return Optional.of(text);
  }
}
