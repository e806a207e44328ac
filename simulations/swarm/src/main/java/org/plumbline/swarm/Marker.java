package org.plumbline.swarm;

import io.netty.buffer.ByteBuf;

/**
 * What a message's text begins with: {@code ~} (in no name, so that one look finds it), the letter
 * of the traffic, the message's number, {@code :}, and the intended send time in nanoseconds of
 * {@link System#nanoTime}, which on Linux is one clock for all processes of a machine.
 */
final class Marker {

  private static final byte BEGIN = '~';
  private static final byte[] TEMP_ID = FrameScan.ascii("\"temp_id\":\"");

  private Marker() {}

  /** Hears of what was found. */
  interface Found {
    void at(int traffic, long number, long intendedNanos);
  }

  static void append(BytesBuilder out, char traffic, long number, long intendedNanos) {
    out.put(BEGIN);
    name(out, traffic, number, intendedNanos, (byte) ':');
    out.put(BEGIN);
  }

  /** The same as a temporary id, so that the answer to a message tells when it was meant to go. */
  static void appendTempId(BytesBuilder out, char traffic, long number, long intendedNanos) {
    name(out, traffic, number, intendedNanos, (byte) '.');
  }

  private static void name(
      BytesBuilder out, char traffic, long number, long intendedNanos, byte between) {
    out.put((byte) traffic);
    out.put(number);
    out.put(between);
    out.put(intendedNanos);
  }

  /** Whether a marker was there. */
  static boolean find(ByteBuf in, int at, int length, Found found) {
    int begin = in.indexOf(at, at + length, BEGIN);
    return begin >= 0 && read(in, begin + 1, at + length, found);
  }

  /** Whether a marker was there as the frame's temporary id. */
  static boolean findTempId(ByteBuf in, int at, int length, Found found) {
    int begin = FrameScan.after(in, at, length, TEMP_ID);
    return begin >= 0 && read(in, begin, at + length, found);
  }

  private static boolean read(ByteBuf in, int at, int end, Found found) {
    if (at + 1 >= end) {
      return false;
    }
    int traffic = in.getByte(at);
    int between = FrameScan.digitsEnd(in, at + 1, end);
    if (traffic < 'a' || traffic > 'z' || between == at + 1 || between >= end) {
      return false;
    }
    long intended = FrameScan.number(in, between + 1, end);
    if (intended < 0) {
      return false;
    }
    found.at(traffic - 'a', FrameScan.number(in, at + 1, between), intended);
    return true;
  }
}
