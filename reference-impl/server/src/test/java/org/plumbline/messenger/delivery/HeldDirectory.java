package org.plumbline.messenger.delivery;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.directory.SessionDirectory;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.UserId;

/** A directory that a test can hold up for questions after a certain user. */
final class HeldDirectory implements SessionDirectory {

  private record Hold(UserId user, CountDownLatch released) {}

  private final SessionDirectory directory;
  private volatile @Nullable Hold hold;
  private final AtomicInteger questions = new AtomicInteger();
  private volatile int mostAsked;

  HeldDirectory(SessionDirectory directory) {
    this.directory = directory;
  }

  void hold(String user) {
    hold = new Hold(new UserId(user), new CountDownLatch(1));
  }

  void release() {
    Hold held = hold;
    hold = null;
    if (held != null) {
      held.released().countDown();
    }
  }

  /** Most users of one question. */
  int mostAsked() {
    return mostAsked;
  }

  /** How often it was asked. */
  int questions() {
    return questions.get();
  }

  @Override
  public Map<UserId, List<Location>> locate(Collection<UserId> users) {
    questions.incrementAndGet();
    Hold held = hold;
    if (held != null && users.contains(held.user())) {
      try {
        if (!held.released().await(10, TimeUnit.SECONDS)) {
          throw new AssertionError("held for too long");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError(e);
      }
    }
    mostAsked = Math.max(mostAsked, users.size());
    return directory.locate(users);
  }

  @Override
  public Registration register(UserId user, DeviceId device) {
    return directory.register(user, device);
  }

  @Override
  public void unregister(UserId user, DeviceId device, long epoch) {
    directory.unregister(user, device, epoch);
  }

  @Override
  public List<Session> restore(List<Session> sessions) {
    return directory.restore(sessions);
  }
}
