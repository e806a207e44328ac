package org.plumbline.messenger.recents;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/**
 * A copy of the newest messages of threads. What cannot be vouched for is left out: a thread whose
 * messages were not recorded one after another has no entry, or one that begins anew. Every method
 * but {@link #trust} and {@link #distrust} may block and may throw {@link RecentsUnavailable}.
 */
public interface Recents {

  /** Most messages kept of a thread. */
  int MESSAGES_MAX = 15;

  /** Most threads kept in mind of a user. */
  int THREADS_MAX = 5;

  /** Under what this node records at this moment; it ends with {@link #distrust}. */
  String trust();

  /**
   * Takes what was just stored. When it throws, nothing that this node recorded counts any more.
   *
   * @param trust as it was when the messages were stored; under one that has ended, nothing happens
   * @param additions ascending by seq in each thread
   */
  void record(String trust, List<Addition> additions);

  /**
   * The newest messages of a thread as they are now, after one of them was changed.
   *
   * @param trust as it was when the change was stored
   */
  void replace(String trust, ThreadId thread, List<Message> newest);

  /** The newest messages of the thread, ascending and without a hole, if they are known. */
  Optional<List<Message>> newest(ThreadId thread);

  /** The newest messages of the last threads of the user, of those where they are known. */
  Map<ThreadId, List<Message>> of(UserId user);

  /** From now on nothing that this node recorded before counts. Never blocks. */
  void distrust();

  /**
   * A message that was stored.
   *
   * @param users among whose last threads its thread now is
   */
  record Addition(Message message, List<UserId> users) {}
}
