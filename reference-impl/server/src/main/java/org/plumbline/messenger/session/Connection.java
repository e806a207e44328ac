package org.plumbline.messenger.session;

import org.plumbline.protocol.CloseCode;

/** What carries a session's frames to its device. Neither method blocks. */
public interface Connection {

  /**
   * Writes an encoded frame; frames arrive in the order of the calls.
   *
   * @param frame UTF-8 JSON, shared with other connections: never changed
   * @param written run once the frame is with the operating system, or can no longer get there
   */
  void write(byte[] frame, Runnable written);

  /** Tells the device why, as far as that is still possible, and closes. */
  void close(CloseCode code, String reason);
}
