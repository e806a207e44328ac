package org.plumbline.messenger.push.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.push.MissedMessage;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

class NoteCodecTest {

  private final MissedMessage note =
      new MissedMessage(
          new UserId("bob"),
          new ThreadId("g:friends"),
          new UserId("ann"),
          1L << 40,
          "image",
          "ein Bild für dich",
          List.of(new DeviceId("phone"), new DeviceId("tablet")),
          true,
          1_700_000_000_000L,
          1_700_000_001_000L);

  @Test
  void shouldReadWhatItWrote() {
    assertThat(NoteCodec.decode(NoteCodec.encode(note))).isEqualTo(note);
  }

  @Test
  void shouldRefuseWhenRecordIsOfAnotherFormatOrCut() {
    byte[] bytes = NoteCodec.encode(note);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NoteCodec.decode(Arrays.copyOf(bytes, bytes.length - 1)))
        .withMessageContaining("cut short");
    bytes[0] = 9;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NoteCodec.decode(bytes))
        .withMessage("format: 9 (expected: 1)");
  }
}
