package org.plumbline.messenger.log.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.log.LogEntry.Submission;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.MessageId;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

class RecordCodecTest {

  private static Submission submission(String text) {
    return new Submission(
        new ThreadId("d:ada:bob"),
        new MessageId(1L << 60),
        new UserId("ada"),
        new DeviceId("phone"),
        new TempId("t-1"),
        2,
        text,
        1_800_000_000_000L);
  }

  @Test
  void shouldGiveBackWhatWasWritten() {
    Submission submission = submission("Hey \ud83d\ude00");
    assertThat(RecordCodec.decode(RecordCodec.encode(submission))).isEqualTo(submission);
  }

  @Test
  void shouldHoldTheLongestText() {
    Submission submission = submission("\u20ac".repeat(Content.TEXT_LENGTH_MAX));
    assertThat(RecordCodec.decode(RecordCodec.encode(submission))).isEqualTo(submission);
  }

  @Test
  void shouldRefuseARecordOfAnotherFormat() {
    byte[] value = RecordCodec.encode(submission("x"));
    value[0] = 9;
    assertThatThrownBy(() -> RecordCodec.decode(value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("format: 9 (expected: 2)");
  }

  @Test
  void shouldRefuseARecordThatIsCutShort() {
    byte[] value = RecordCodec.encode(submission("x"));
    for (int length = 0; length < value.length; length++) {
      byte[] part = Arrays.copyOf(value, length);
      assertThatThrownBy(() -> RecordCodec.decode(part))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
