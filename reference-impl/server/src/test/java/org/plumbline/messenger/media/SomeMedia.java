package org.plumbline.messenger.media;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.plumbline.messenger.media.MediaRecord.State;
import org.plumbline.protocol.Content.MediaKind;
import org.plumbline.protocol.MediaId;
import org.plumbline.protocol.UserId;

/** Media for tests. */
public final class SomeMedia {

  private SomeMedia() {}

  /** A valid PNG of some pixels. */
  public static byte[] png() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** A record that nobody else has. */
  public static MediaRecord record(UserId owner, State state, long createdAtMillis) {
    return new MediaRecord(
        new MediaId(UUID.randomUUID().toString()),
        owner,
        MediaKind.IMAGE,
        "image/png",
        77,
        state,
        createdAtMillis);
  }

  /** A user that nobody else is. */
  public static UserId someone() {
    return new UserId(UUID.randomUUID().toString());
  }
}
