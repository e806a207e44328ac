package org.plumbline.messenger.log.kafka;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.log.DeadLetter;
import org.plumbline.messenger.log.LogEntry.Submission;

/**
 * A dead letter as a record: key and value of the record that it was, what happened in the headers
 * {@code cause}, {@code detail}, {@code partition}, {@code offset} and {@code time}.
 */
final class DeadLetterRecords {

  private static final int DETAIL_MAX = 500;

  private DeadLetterRecords() {}

  static ProducerRecord<String, byte[]> record(
      String topic, DeadLetter letter, @Nullable String key, byte[] value) {
    ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, 0, key, value);
    String detail = letter.detail();
    put(record.headers(), "cause", letter.cause().label());
    put(record.headers(), "detail", detail.substring(0, Math.min(detail.length(), DETAIL_MAX)));
    put(record.headers(), "partition", String.valueOf(letter.partition()));
    put(record.headers(), "offset", String.valueOf(letter.seq()));
    put(record.headers(), "time", String.valueOf(letter.atMillis()));
    return record;
  }

  static DeadLetter letter(ConsumerRecord<String, byte[]> record) {
    return new DeadLetter(
        cause(text(record, "cause", "")),
        text(record, "detail", ""),
        (int) number(record, "partition", -1),
        number(record, "offset", record.offset()),
        number(record, "time", record.timestamp()),
        submission(record.value()));
  }

  private static @Nullable Submission submission(byte[] value) {
    try {
      return RecordCodec.decode(value);
    } catch (RuntimeException e) {
      return null;
    }
  }

  private static DeadLetter.Cause cause(String label) {
    for (DeadLetter.Cause each : DeadLetter.Cause.values()) {
      if (each.name().equals(label.toUpperCase(Locale.ROOT))) {
        return each;
      }
    }
    return DeadLetter.Cause.UNDECODABLE;
  }

  private static void put(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(ConsumerRecord<String, byte[]> record, String name, String otherwise) {
    Header header = record.headers().lastHeader(name);
    return header == null ? otherwise : new String(header.value(), StandardCharsets.UTF_8);
  }

  private static long number(ConsumerRecord<String, byte[]> record, String name, long otherwise) {
    try {
      return Long.parseLong(text(record, name, ""));
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }
}
