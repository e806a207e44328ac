package org.plumbline.dashboards;

import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The metrics that a node of the messenger offers, by their Prometheus names. */
public final class Metrics {
  private static final Set<String> COUNTERS_AND_GAUGES =
      Set.of(
          "messenger_connections",
          "messenger_messages_total",
          "messenger_deliveries_total",
          "messenger_persisted_total",
          "messenger_consumer_lag_records",
          "messenger_receipts_total",
          "messenger_directory_failures_total",
          "messenger_sessions_refused_total",
          "messenger_link_batches_total",
          "messenger_link_deliveries_total",
          "messenger_link_bytes_total",
          "messenger_log_bytes_total",
          "messenger_frames_in_total",
          "messenger_frames_out_total",
          "messenger_frame_bytes_in_total",
          "messenger_frame_bytes_out_total",
          "messenger_presence_updates_total",
          "messenger_push_total",
          "messenger_push_backlog",
          "messenger_throttled_total",
          "messenger_dead_letters_total",
          "messenger_media_uploads_total",
          "messenger_recents_total",
          "messenger_history_pages_total",
          "messenger_redis_hit_ratio",
          "messenger_daily_active_users");

  private static final Set<String> HISTOGRAMS =
      Set.of(
          "messenger_append_seconds",
          "messenger_route_seconds",
          "messenger_delivery_seconds",
          "messenger_persist_seconds",
          "messenger_directory_seconds",
          "messenger_history_read_seconds",
          "messenger_group_fanout_seconds");

  /** What Micrometer's binders and Prometheus itself add; those that our files may rely on. */
  private static final Pattern FOREIGN =
      Pattern.compile("up|jvm_[a-z_]+|process_[a-z_]+|http_server_requests_seconds_(count|sum)");

  private Metrics() {}

  /** The messenger's own metrics, histograms by their base name. */
  public static SortedSet<String> ofTheMessenger() {
    var names = new TreeSet<>(COUNTERS_AND_GAUGES);
    names.addAll(HISTOGRAMS);
    return names;
  }

  /** Whether a query may read a series of that name. */
  public static boolean knows(String name) {
    return COUNTERS_AND_GAUGES.contains(name)
        || FOREIGN.matcher(name).matches()
        || HISTOGRAMS.stream()
            .flatMap(one -> Stream.of(one + "_bucket", one + "_count", one + "_sum"))
            .anyMatch(name::equals);
  }
}
