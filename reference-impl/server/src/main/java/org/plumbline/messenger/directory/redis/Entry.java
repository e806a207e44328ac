package org.plumbline.messenger.directory.redis;

import org.plumbline.messenger.directory.SessionDirectory.Location;
import org.plumbline.protocol.DeviceId;

/** A device's entry as it is stored: {@code node|incarnation|epoch}. */
record Entry(String node, long incarnation, long epoch) {

  /** A value that was not written by the scripts is an error of this program, not of a user. */
  static Entry parse(String value) {
    var epochAt = value.lastIndexOf('|');
    var incarnationAt = value.lastIndexOf('|', epochAt - 1);
    if (incarnationAt < 0) {
      throw new IllegalStateException("entry: " + value + " (expected: node|incarnation|epoch)");
    }
    return new Entry(
        value.substring(0, incarnationAt),
        Long.parseLong(value, incarnationAt + 1, epochAt, 10),
        Long.parseLong(value, epochAt + 1, value.length(), 10));
  }

  Location at(DeviceId device) {
    return new Location(device, node, epoch);
  }
}
