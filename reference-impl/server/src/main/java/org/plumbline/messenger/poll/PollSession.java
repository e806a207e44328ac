package org.plumbline.messenger.poll;

import java.util.concurrent.locks.ReentrantLock;
import org.plumbline.messenger.account.Identity;
import org.plumbline.messenger.session.Session;

/** One device that polls: its session, what carries its frames, and the order of its requests. */
record PollSession(String id, Session session, PollConnection connection, ReentrantLock sending) {

  PollSession(String id, Session session, PollConnection connection) {
    this(id, session, connection, new ReentrantLock());
  }

  /** Whether the bearer of this token is the device that opened the session. */
  boolean isOf(Identity identity) {
    return session.user().equals(identity.user()) && session.device().equals(identity.device());
  }
}
