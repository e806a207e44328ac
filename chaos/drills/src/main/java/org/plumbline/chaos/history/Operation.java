package org.plumbline.chaos.history;

/** What was done or seen. */
public enum Operation {
  /** A device asks for its socket, gets it, is refused. */
  CONNECT,
  /** A device's socket ended. */
  DISCONNECT,
  /** A message: handed to the outbox, acknowledged, refused, or left without an answer. */
  SEND,
  /** A message goes out once more under its old name. */
  RESEND,
  /** A message came off a socket, redeliveries included. */
  RECEIVE,
  /** A device shows a message. */
  SHOW,
  /** A device's last sync, after all is quiet. */
  FINAL_SYNC,
  /** A message in the last paged read of a thread's history. */
  READ,
  /** The last paged read of a thread came to its end, or did not. */
  FINAL_READ,
  /** A fault begins, is proven or ends. */
  FAULT
}
