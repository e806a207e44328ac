package org.plumbline.capacity.estimate;

import org.plumbline.capacity.formula.Storage;
import org.plumbline.capacity.formula.Traffic;
import org.plumbline.capacity.quantity.Count;
import org.plumbline.capacity.quantity.DataSize;
import org.plumbline.capacity.quantity.EventRate;
import org.plumbline.capacity.quantity.TimeSpan;

/** Partitions and hot spots, cache, pushes. */
final class SideFigures {
  private SideFigures() {}

  static void partitions(Inputs in, Figures out) {
    out.group("partitions");
    out.add(
        "log_partitions",
        "Partitions of the log",
        new Count(
            Math.ceil(out.value("log_in_peak") / in.number("log_partition_rate")), "partitions"),
        "log_in_peak / log_partition_rate");
    EventRate messages = in.eventRate("group_message_rate", "messages");
    out.add(
        "hot_group_deliveries",
        "Deliveries a second of the hottest group",
        messages.times(in.number("group_size") - 1).as("deliveries"),
        "group_message_rate x (group_size - 1)");
    DataSize row = in.size("message_size").plus(in.size("metadata_per_message"));
    double rows =
        Math.min(in.number("partition_rows_max"), in.size("partition_size_max").dividedBy(row));
    if (messages.perSecond() > 0) {
      TimeSpan full =
          out.add(
              "hot_partition_full",
              "Its partition of the store is full after",
              new TimeSpan(rows / messages.perSecond()),
              "smaller of partition_rows_max and partition_size_max / (message_size +"
                  + " metadata_per_message), / group_message_rate");
      out.add(
          "hot_partition_buckets",
          "Buckets that its history must be cut into",
          new Count(Math.ceil(in.time("retention").ratioTo(full)), "buckets"),
          "retention / hot_partition_full");
    }
  }

  static void cache(Inputs in, TrafficFigures.Load load, Figures out) {
    out.group("cache");
    double connected = in.number("users") * in.number("concurrent_share");
    DataSize registry =
        out.add(
            "registry_memory",
            "Session directory",
            Storage.registryMemory(
                load.connections().value(),
                in.number("registry_keys_per_user"),
                in.size("registry_key_size")),
            "connections x registry_keys_per_user x registry_key_size");
    DataSize recents =
        out.add(
            "recents_memory",
            "Recent messages",
            Storage.recentsCache(
                connected,
                in.number("recent_threads"),
                in.number("recent_messages"),
                in.size("message_size")),
            "users x concurrent_share x recent_threads x recent_messages x message_size");
    out.add("cache_memory", "Cache", registry.plus(recents), "registry_memory + recents_memory");
  }

  static void pushes(Inputs in, TrafficFigures.Load load, Figures out) {
    out.group("push");
    EventRate average =
        Traffic.offlinePushes(
            load.average().times(in.number("deliveries_per_message")),
            in.number("concurrent_share"));
    out.add(
        "push_rate_average",
        "Pushes a second",
        average,
        "delivery_rate_average x (1 - concurrent_share)");
    EventRate peak =
        out.add(
            "push_rate_peak",
            "Pushes a second at the peak",
            average.times(in.number("peak_factor")),
            "push_rate_average x peak_factor");
    out.add(
        "push_quotas",
        "Peak over the provider's quota",
        Count.ratio(peak.perSecond() / in.number("push_quota")),
        "push_rate_peak / push_quota");
  }
}
