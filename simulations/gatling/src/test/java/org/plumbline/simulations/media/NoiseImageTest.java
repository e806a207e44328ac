package org.plumbline.simulations.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class NoiseImageTest {

  @Test
  void shouldBeReadableWhenAnotherProgramOpensIt() throws IOException {
    BufferedImage image =
        ImageIO.read(new ByteArrayInputStream(NoiseImage.of(NoiseImage.ICON_EDGE, 7)));

    assertThat(image.getWidth()).isEqualTo(8);
    assertThat(image.getHeight()).isEqualTo(8);
    assertThat(image.getRGB(0, 0)).isNotEqualTo(image.getRGB(7, 7));
  }

  @Test
  void shouldHaveTheLengthThatItsEdgeSays() {
    assertThat(NoiseImage.of(NoiseImage.ICON_EDGE, 1).length).isBetween(200, 400);
    assertThat(NoiseImage.of(NoiseImage.PHOTO_EDGE, 1).length).isBetween(190_000, 210_000);
  }

  @Test
  void shouldDependOnTheSeedAlone() {
    assertThat(NoiseImage.of(8, 1))
        .isEqualTo(NoiseImage.of(8, 1))
        .isNotEqualTo(NoiseImage.of(8, 2));
  }
}
