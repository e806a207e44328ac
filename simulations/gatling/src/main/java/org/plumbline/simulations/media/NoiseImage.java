package org.plumbline.simulations.media;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * A valid PNG of noise (W3C PNG, sections 5 and 11): noise, because nothing can make it smaller, so
 * that its edge decides its length, and because no two are alike.
 */
public final class NoiseImage {

  /** About {@code 3 x 8 x 8} bytes beside the frame: as short as an icon. */
  public static final int ICON_EDGE = 8;

  /** About 200 KB. */
  public static final int PHOTO_EDGE = 258;

  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final int BYTES_PER_PIXEL = 3;
  private static final byte[] EIGHT_BITS_TRUECOLOUR = {8, 2, 0, 0, 0};

  private NoiseImage() {}

  /** The image of that seed, {@code edge} pixels wide and high. */
  public static byte[] of(int edge, long seed) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.write(SIGNATURE);
      chunk(out, "IHDR", header(edge));
      chunk(out, "IDAT", pixels(edge, new SplittableRandom(seed)));
      chunk(out, "IEND", new byte[0]);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  private static byte[] header(int edge) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(edge);
      out.writeInt(edge);
      out.write(EIGHT_BITS_TRUECOLOUR);
    }
    return bytes.toByteArray();
  }

  /** Rows, each after a byte that names no filter. */
  private static byte[] pixels(int edge, SplittableRandom random) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream out =
        new DeflaterOutputStream(bytes, new Deflater(Deflater.BEST_SPEED))) {
      byte[] row = new byte[1 + edge * BYTES_PER_PIXEL];
      for (int y = 0; y < edge; y++) {
        random.nextBytes(row);
        row[0] = 0;
        out.write(row);
      }
    }
    return bytes.toByteArray();
  }

  private static void chunk(DataOutputStream out, String type, byte[] data) throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 check = new CRC32();
    check.update(name);
    check.update(data);
    out.writeInt(data.length);
    out.write(name);
    out.write(data);
    out.writeInt((int) check.getValue());
  }
}
