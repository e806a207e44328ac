package org.plumbline.messenger.directory;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.plumbline.protocol.UserId;

/** Keeps what it was told. */
public final class HeardNews implements DirectoryNews.Listener {
  private final List<UserId> changed = new CopyOnWriteArrayList<>();
  private volatile boolean standing;
  private final AtomicInteger interruptions = new AtomicInteger();

  public List<UserId> changed() {
    return changed;
  }

  public boolean isStanding() {
    return standing;
  }

  public int interruptions() {
    return interruptions.get();
  }

  @Override
  public void begun() {
    standing = true;
  }

  @Override
  public void changed(UserId user) {
    changed.add(user);
  }

  @Override
  public void interrupted() {
    standing = false;
    interruptions.incrementAndGet();
  }
}
