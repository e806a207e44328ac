package org.plumbline.capacity.estimate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.plumbline.capacity.estimate.SourcedFields.Range;
import org.plumbline.capacity.quantity.Count;
import org.plumbline.capacity.quantity.DataSize;
import org.plumbline.capacity.quantity.TimeSpan;

/**
 * Reads estimates. A file holds {@code users}, {@code messages_per_user_per_day}, {@code
 * message_size}, {@code concurrent_share} and {@code retention}, and may hold the other fields of
 * {@link Estimate}; an unknown one is an error.
 */
public final class EstimateFile {
  /** WhatsApp 2014: 342,000 messages/s at the peak of a day with 19 billion. */
  private static final double PUBLISHED_PEAK_FACTOR = 1.56;

  private static final Range<Count> POSITIVE = new Range<>(c -> c.value() > 0, "a count > 0");
  private static final Range<Count> FACTOR = new Range<>(c -> c.value() >= 1, "a factor >= 1");
  private static final Range<Count> SHARE =
      new Range<>(c -> c.value() > 0 && c.value() <= 1, "a share > 0 and <= 1, such as 0.2");
  private static final Range<DataSize> SIZE = new Range<>(s -> s.bytes() > 0, "a size > 0");
  private static final Range<DataSize> ANY_SIZE = new Range<>(s -> true, "a size, such as 1 MB");
  private static final Range<TimeSpan> SPAN = new Range<>(t -> t.seconds() > 0, "a time > 0");
  private static final Range<String> TEXT = new Range<>(t -> !t.isBlank(), "text");

  private EstimateFile() {}

  /**
   * Reads a user's file.
   *
   * @throws MalformedEstimate naming file, line, field, value and expectation
   */
  public static Estimate read(Path file) {
    try {
      return read(file.toString(), Files.readString(file), file.getFileName().toString());
    } catch (NoSuchFileException e) {
      throw new MalformedEstimate(file + ":0: the file: missing (expected: a YAML file)");
    } catch (MalformedInputException e) {
      throw new MalformedEstimate(file + ":1: the file: not UTF-8 (expected: UTF-8 text)");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** Reads the preset of a document from this module's resources. */
  static Estimate preset(String document) {
    String resource = "/org/plumbline/capacity/presets/" + document + ".yaml";
    try (InputStream stream = EstimateFile.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalArgumentException(
            "preset: " + document + " (expected: one of " + Estimate.PRESETS + ")");
      }
      String content = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return read(document + ".yaml", content, document);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    }
  }

  private static Estimate read(String file, String content, String fallbackName)
      throws IOException {
    SourcedFields fields = SourcedFields.read(file, content);
    Estimate estimate =
        new Estimate(
            fields.assumed("name", text -> text, TEXT, fallbackName, "the file's name").value(),
            fields.assumed("title", text -> text, TEXT, fallbackName, "the file's name").value(),
            fields.required("users", Count::parse, POSITIVE),
            fields.required("messages_per_user_per_day", Count::parse, POSITIVE),
            fields.required("message_size", DataSize::parse, SIZE),
            fields.assumed(
                "media_per_user_per_day", DataSize::parse, ANY_SIZE, DataSize.ZERO, "none counted"),
            fields.required("concurrent_share", Count::parse, SHARE),
            fields.required("retention", TimeSpan::parse, SPAN),
            fields.assumed(
                "connections_per_server", Count::parse, POSITIVE, Count.ratio(50_000), "as in s1"),
            fields.assumed(
                "replication_factor", Count::parse, FACTOR, Count.ratio(3), "three replicas"),
            fields.assumed(
                "peak_factor",
                Count::parse,
                FACTOR,
                Count.ratio(PUBLISHED_PEAK_FACTOR),
                "WhatsApp 2014, peak over average of messages in"),
            fields.assumed(
                "metadata_per_message",
                DataSize::parse,
                ANY_SIZE,
                DataSize.ofBytes(33),
                "three ids and a time in a row of 133 B for 100 B of text"),
            fields.assumed(
                "heartbeat_interval", TimeSpan::parse, SPAN, TimeSpan.parse("30 s"), "a usual one"),
            fields.assumed(
                "shard_size", DataSize::parse, SIZE, DataSize.parse("4 TB"), "as in s1"));
    fields.refuseOthers();
    return estimate;
  }
}
