package org.plumbline.messenger.media;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.plumbline.protocol.Content.MediaKind;

/**
 * The formats that may be sent, and by which first bytes each is told. The object store believes
 * what a device says about an object; these bytes are what a browser would go by.
 */
public enum MediaFormat {
  /** ISO/IEC 10918-1 annex B: start of image, then another marker. */
  JPEG("image/jpeg", MediaKind.IMAGE) {
    @Override
    boolean begins(byte[] bytes) {
      return has(bytes, 0, HexFormat.of().parseHex("ffd8ff"));
    }
  },
  /** W3C PNG, section 5.2. */
  PNG("image/png", MediaKind.IMAGE) {
    @Override
    boolean begins(byte[] bytes) {
      return has(bytes, 0, HexFormat.of().parseHex("89504e470d0a1a0a"));
    }
  },
  /** GIF89a, section 17, and its forerunner. */
  GIF("image/gif", MediaKind.IMAGE) {
    @Override
    boolean begins(byte[] bytes) {
      return has(bytes, 0, "GIF89a") || has(bytes, 0, "GIF87a");
    }
  },
  /** RFC 9649, section 2.4. */
  WEBP("image/webp", MediaKind.IMAGE) {
    @Override
    boolean begins(byte[] bytes) {
      return has(bytes, 0, "RIFF") && has(bytes, 8, "WEBP");
    }
  },
  /** ISO/IEC 14496-12, section 4.3: the first box is the file's type. */
  MP4("video/mp4", MediaKind.VIDEO) {
    @Override
    boolean begins(byte[] bytes) {
      return has(bytes, 4, "ftyp");
    }
  },
  /** RFC 8794, section 11.2: an EBML header, whose DocType (0x4282) is "webm". */
  WEBM("video/webm", MediaKind.VIDEO) {
    @Override
    boolean begins(byte[] bytes) {
      if (!has(bytes, 0, HexFormat.of().parseHex("1a45dfa3"))) {
        return false;
      }
      byte[] docType = HexFormat.of().parseHex("428284");
      for (int i = 4; i < bytes.length; i++) {
        if (has(bytes, i, docType) && has(bytes, i + docType.length, "webm")) {
          return true;
        }
      }
      return false;
    }
  };

  /** So many first bytes decide. */
  public static final int FIRST_BYTES = 64;

  private final String contentType;
  private final MediaKind kind;

  MediaFormat(String contentType, MediaKind kind) {
    this.contentType = contentType;
    this.kind = kind;
  }

  /** Whether an object that begins so is of this format. */
  abstract boolean begins(byte[] bytes);

  public String contentType() {
    return contentType;
  }

  public MediaKind kind() {
    return kind;
  }

  /** The format of that content type, exactly as written in its registration. */
  public static Optional<MediaFormat> of(String contentType) {
    return Arrays.stream(values())
        .filter(format -> format.contentType.equals(contentType))
        .findFirst();
  }

  private static boolean has(byte[] bytes, int from, String text) {
    return has(bytes, from, text.getBytes(US_ASCII));
  }

  private static boolean has(byte[] bytes, int from, byte[] expected) {
    return bytes.length >= from + expected.length
        && Arrays.equals(bytes, from, from + expected.length, expected, 0, expected.length);
  }
}
