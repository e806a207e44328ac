package org.plumbline.capacity.estimate;

import org.plumbline.capacity.formula.Storage;
import org.plumbline.capacity.formula.Traffic;
import org.plumbline.capacity.quantity.DataSize;
import org.plumbline.capacity.quantity.TimeSpan;

/** What is kept, by cause. */
final class StorageFigures {
  private StorageFigures() {}

  static void add(Inputs in, TrafficFigures.Load load, Figures out) {
    out.group("storage");
    TimeSpan retention = in.time("retention");
    DataSize text =
        out.add(
            "text_kept",
            "Payload",
            kept(load, in.size("message_size"), retention),
            "messages_per_day x message_size x retention");
    DataSize metadata =
        out.add(
            "metadata_kept",
            "and metadata",
            kept(load, in.size("metadata_per_message"), retention),
            "messages_per_day x metadata_per_message x retention");
    DataSize index =
        out.add(
            "index_kept",
            "and index",
            kept(load, in.size("index_per_message"), retention),
            "messages_per_day x index_per_message x retention");
    DataSize rows =
        out.add(
            "rows_kept",
            "Payload and metadata, one copy",
            text.plus(metadata),
            "text_kept + metadata_kept");
    double copies = in.number("copies_per_message");
    DataSize once =
        out.add(
            "copies_kept",
            "All rows of a message, with index",
            rows.plus(index).times(copies),
            "(rows_kept + index_kept) x copies_per_message");
    DataSize onDisk =
        out.add(
            "compressed_kept",
            "What compression leaves of it",
            in.givenSize("bytes_on_disk_per_message")
                .map(each -> kept(load, each, retention).times(copies))
                .orElseGet(() -> once.times(in.number("compressed_share"))),
            in.has("bytes_on_disk_per_message")
                ? "messages_per_day x bytes_on_disk_per_message x retention x copies_per_message"
                : "copies_kept x compressed_share");
    disks(in, out, rows, onDisk);
  }

  private static void disks(Inputs in, Figures out, DataSize rows, DataSize onDisk) {
    DataSize replicated =
        out.add(
            "storage_replicated",
            "On all replicas",
            Storage.replicated(onDisk, in.number("replication_factor")),
            "compressed_kept x replication_factor");
    DataSize disks =
        out.add(
            "store_disks",
            "Disks of the message store, with room for compaction",
            replicated.times(1 / (1 - in.number("free_disk_share"))),
            "storage_replicated / (1 - free_disk_share)");
    DataSize media =
        out.add(
            "media_kept",
            "Media, one copy",
            Storage.kept(
                Traffic.addedPerDay(in.number("users"), in.size("media_per_user_per_day")),
                in.time("media_retention")),
            "users x media_per_user_per_day x media_retention");
    DataSize objects =
        out.add(
            "media_disks",
            "Disks of the object store",
            media.times(in.number("media_redundancy")),
            "media_kept x media_redundancy");
    out.add("storage_total", "All disks", disks.plus(objects), "store_disks + media_disks");
    out.add(
        "shards",
        "Shards of the message store, one replica, not compressed",
        Storage.shards(rows.times(in.number("copies_per_message")), in.size("shard_size")),
        "rows_kept x copies_per_message / shard_size");
  }

  private static DataSize kept(TrafficFigures.Load load, DataSize each, TimeSpan retention) {
    return Storage.kept(Traffic.payloadPerDay(load.messagesPerDay(), each), retention);
  }
}
