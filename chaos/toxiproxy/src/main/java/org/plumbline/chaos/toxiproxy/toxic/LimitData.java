package org.plumbline.chaos.toxiproxy.toxic;

/** Passes exactly {@code bytes} bytes of each link, then closes; 0 closes at the first data. */
final class LimitData implements Effect {
  private final long bytes;
  private long passed;

  /**
   * Goes on counting where an effect before it stopped.
   *
   * @param passed what this link has passed under the toxic's former settings; an update starts no
   *     new count
   */
  LimitData(long bytes, long passed) {
    this.bytes = bytes;
    this.passed = passed;
  }

  long passed() {
    return passed;
  }

  @Override
  public void chunk(Chunk chunk, Flow flow) {
    long room = Math.max(0, bytes - passed);
    if (chunk.length() <= room) {
      passed += chunk.length();
      flow.emit(chunk);
    } else {
      passed += room;
      if (room > 0) {
        flow.emit(chunk.split((int) room));
      }
      chunk.release();
    }
    if (passed >= bytes) {
      flow.close();
    }
  }
}
