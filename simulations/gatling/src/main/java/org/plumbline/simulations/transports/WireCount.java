package org.plumbline.simulations.transports;

/**
 * What went over connections: bytes of TCP's payload, so HTTP's and the socket's heads are in them.
 *
 * @param requests heads of HTTP requests, an upgrade's among them
 */
record WireCount(long requests, long bytesUp, long bytesDown) {

  static final WireCount NOTHING = new WireCount(0, 0, 0);

  long bytes() {
    return bytesUp + bytesDown;
  }

  WireCount plus(WireCount other) {
    return new WireCount(
        requests + other.requests, bytesUp + other.bytesUp, bytesDown + other.bytesDown);
  }

  WireCount since(WireCount earlier) {
    return new WireCount(
        requests - earlier.requests, bytesUp - earlier.bytesUp, bytesDown - earlier.bytesDown);
  }
}
