package org.plumbline.messenger.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MediaFormatTest {

  private static final Map<MediaFormat, String> SAMPLES =
      Map.of(
          MediaFormat.JPEG, "\u00ff\u00d8\u00ff\u00e0\u0000\u0010JFIF",
          MediaFormat.PNG, "\u0089PNG\r\n\u001a\n\u0000\u0000\u0000\rIHDR",
          MediaFormat.GIF, "GIF89a\u0001\u0000",
          MediaFormat.WEBP, "RIFF$\u0000\u0000\u0000WEBPVP8 ",
          MediaFormat.MP4, "\u0000\u0000\u0000\u0018ftypisom",
          MediaFormat.WEBM, "\u001aE\u00df\u00a3\u009fB\u0086\u0081\u0001B\u0082\u0084webm");

  @Test
  void shouldTellEachFormatFromAllOthers() {
    SAMPLES.forEach(
        (format, sample) -> {
          byte[] bytes = sample.getBytes(ISO_8859_1);
          assertThat(Arrays.stream(MediaFormat.values()).filter(each -> each.begins(bytes)))
              .as(format.contentType())
              .containsExactly(format);
        });
  }

  @Test
  void shouldTellNoneWhenItIsSomethingElse() {
    for (String other :
        List.of(
            "",
            "\u0089PNG",
            "<html><script>alert(1)</script>",
            "<svg xmlns='http://www.w3.org/2000/svg'/>",
            "RIFF$\u0000\u0000\u0000WAVE",
            "\u001aE\u00df\u00a3\u009fB\u0082\u0088matroska",
            "\u007fELF")) {
      byte[] bytes = other.getBytes(ISO_8859_1);
      assertThat(Arrays.stream(MediaFormat.values()).filter(each -> each.begins(bytes)))
          .as(other)
          .isEmpty();
    }
  }

  @Test
  void shouldKnowThePngThatTheTestsUse() {
    assertThat(MediaFormat.PNG.begins(SomeMedia.png())).isTrue();
  }

  @Test
  void shouldNameSettingWhenItIsOutOfBounds() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config(List.of("image/svg+xml"), Duration.ofHours(24)))
        .withMessageStartingWith("messenger.media.types: image/svg+xml (expected: of [image/jpeg");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config(List.of("image/png"), Duration.ofMinutes(1)))
        .withMessage("messenger.media.orphan-after: PT1M (expected: >= 2 x upload-expiry PT10M)");
  }

  private static MediaConfig config(List<String> types, Duration orphanAfter) {
    return new MediaConfig(
        10,
        100,
        types,
        5,
        Duration.ofMinutes(10),
        Duration.ofMinutes(5),
        orphanAfter,
        Duration.ofMinutes(5),
        100,
        100);
  }
}
