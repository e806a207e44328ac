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
            "load.find_maximum",
            "load.transports",
            "load.history_paging",
            "load.login_storm",
            "load.mixed_day",
            "load.presence_churn")) {
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
      case "load.push" ->
          filled(
              "Push: % messages for users who were away led to % pushes, % after the send, and %"
                  + " to users who were online.",
              "messages_to_offline", "pushes", "arrival_p50", "pushes_to_online");
      default -> beside();
    };
  }

  /** The loads that no check runs by itself. */
  private Optional<String> beside() {
    return switch (load.id()) {
      case "load.transports" ->
          filled(
              "Polling: a message took % times as long by long poll as over the socket, and % times"
                  + " by short poll; of the nodes' processor time % and % times as much.",
              "long_poll_delivery_p50_ratio",
              "short_poll_delivery_p50_ratio",
              "long_poll_cpu_ratio",
              "short_poll_cpu_ratio");
      case "load.history_paging" ->
          filled(
              "History: the newest page came after % (99 of 100 within %), an older one after %.",
              "first_page_p50", "first_page_p99", "older_page_p50");
      case "load.login_storm" ->
          filled(
              "Logins: % of % devices were in at the end, half of them after %; % tries were sent"
                  + " away.",
              "connected_at_end", "begun", "in_p50", "logins_refused");
      case "load.mixed_day" ->
          filled(
              "A mixed day: a text arrived after % (99 of 100 within %), % recipients a message.",
              "delivery_p50", "delivery_p99", "fan_out");
      case "load.presence_churn" ->
          filled(
              "Presence: a coming was told after %, a going after %, by % frames a change and"
                  + " watcher.",
              "online_told_p50", "offline_told_p50", "frames_per_change_and_watcher");
      default -> Optional.empty();
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
