package org.plumbline.chaos.history;

/**
 * What was done or seen.
 *
 * <p>Unless it says otherwise an event names its device ({@code user}, {@code device}, {@code
 * conn}, {@code node}, {@code epoch}), and its message carries all that is known of it. "Thread
 * alone" is {@link HistoryEvent.MessageFacts#ofThread}, "thread and seq" {@link
 * HistoryEvent.MessageFacts#ofPlace}. Particulars are named by their factory in {@link
 * Particulars}; where none is named there are none. An invariant for which an operation was never
 * recorded counts as not exercised.
 */
public enum Operation {
  /**
   * A device asks for its socket (INVOKE, optional), gets it (OK, with the {@code epoch} of the
   * welcome), is refused (FAIL), or does not know (INFO). No message.
   */
  CONNECT,
  /** A device's socket ended (INFO). No message; {@link Particulars#closed} after a close frame. */
  DISCONNECT,
  /**
   * A message: handed to the outbox (INVOKE, with the {@code hash} of what it says), acknowledged
   * (OK, with id, and seq where the acknowledgement names one), certainly refused (FAIL), or left
   * without an answer (INFO).
   */
  SEND,
  /** A message goes out once more under its old name (INFO). */
  RESEND,
  /**
   * A message came off a socket, redeliveries included (OK). {@code detail} is {@link
   * HistoryEvent#BY_SYNC} when a sync brought it. A change of a group carries {@link
   * Particulars#added}, {@link Particulars#removed} or {@link Particulars#changed}; so it does in
   * SHOW, READ and PAGE.
   */
  RECEIVE,
  /** A device shows a message (OK). Its {@code prev} is the one that the frame carried. */
  SHOW,
  /** A device's last sync, after all is quiet (OK, INFO). No message. */
  FINAL_SYNC,
  /** A message in the last paged read of a thread's history (OK), in the order of the pages. */
  READ,
  /** The last paged read of a thread came to its end (OK), or did not (INFO). Thread alone. */
  FINAL_READ,
  /** A fault begins, is proven or ends (INFO). No device, no message; in words. */
  FAULT,
  /**
   * A device hears how far another member has come (OK): thread and seq, {@link Particulars#cursor}
   * with that member. As the device's listener gets it ({@code receipt}).
   */
  RECEIPT,
  /**
   * A device tells the server how far its own user has come (INVOKE; there is no answer): thread
   * and seq, {@link Particulars#cursor} with the device's own user.
   */
  CURSOR,
  /**
   * A device wants to be told the presence of a user from now on, in its later sessions too
   * (INVOKE): {@link Particulars#watched}, one event a user. No message.
   */
  WATCH,
  /** A device is told whether a watched user is online (OK): {@link Particulars#presence}. */
  PRESENCE,
  /**
   * The members of a group are to change (INVOKE), did (OK, with the seq of the change in the
   * thread), certainly did not (FAIL), or nobody knows (INFO). The device is that of the user who
   * asks; its message has the thread, him as {@code sender}, and the {@code temp_id} of the
   * request, so that it is the message that devices see at its place. {@link Particulars#added},
   * {@link Particulars#removed}, {@link Particulars#changed}; the creation of a group adds all its
   * first members, its creator included.
   */
  CHANGE,
  /** A device's address at a push provider is stored from now on (OK), or no more (FAIL). */
  REGISTER,
  /**
   * A push provider was handed a push (OK). {@code user} and {@code device} are for whom it is, the
   * time is the provider's; the message is the one that it is about (at least thread and seq);
   * {@link Particulars#push}.
   */
  PUSH,
  /**
   * A device gave a gap up and goes on behind it (INFO): {@link HistoryEvent.MessageFacts#ofGap},
   * {@code prev} the last seq shown, {@code seq} the one up to which nothing will be shown.
   */
  GAP,
  /**
   * A device's sync over all its threads was answered, further pages and open gaps included (OK).
   */
  RESYNC,
  /**
   * A message in a paged read of a thread after all is quiet (OK), in the order of the pages,
   * {@link Particulars#page} with the size asked for. Apart from READ, so that a thread may be read
   * with pages of 1, 7 and 50.
   */
  PAGE,
  /**
   * Such a read came to its end (OK), or did not (INFO). Thread alone, {@link Particulars#page}.
   */
  PAGED,
  /**
   * A device's user looks at the newest part of a thread's history while the load runs (INVOKE,
   * thread alone), and sees it (OK: thread, and the newest seq seen, {@link HistoryEvent#NO_SEQ}
   * when it was empty), is refused, for example by a 503 (FAIL), or gets no answer (INFO). Each
   * INVOKE of a device ends before its next.
   */
  LOOK,
  /**
   * How full a queue was when somebody looked (OK): {@code node} where it is, {@link
   * Particulars#queue}. No device unless the queue is that of one.
   */
  QUEUE
}
