package org.plumbline.messenger.directory;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Whether this process counts as its node, as far as it can know without asking. It does not before
 * the directory has taken it in, nor after it has refused it; nor when it has not even tried to
 * announce itself for longer than an announcement counts, as after a long pause: another process
 * may have taken its place meanwhile. A directory that is away changes nothing, since nobody can
 * take a place through it.
 */
@Singleton
public final class Standing {

  private static final long OVERDUE_NANOS =
      TimeUnit.MILLISECONDS.toNanos(NodeRegistry.TIME_TO_LIVE_MILLIS);

  private final LongSupplier nanoTime;
  private volatile boolean takenIn;
  private volatile long lookedAtNanos;

  @Inject
  public Standing() {
    this(System::nanoTime);
  }

  Standing(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.lookedAtNanos = nanoTime.getAsLong();
  }

  /** Whether this process may make ids, take messages and record sessions. */
  public boolean counts() {
    return takenIn && !isOverdue();
  }

  /** Whether it has not looked for so long that it has to be taken in anew. */
  public boolean isOverdue() {
    return nanoTime.getAsLong() - lookedAtNanos > OVERDUE_NANOS;
  }

  /** The directory has taken this process in, and knows its sessions. */
  public void takenIn() {
    lookedAtNanos = nanoTime.getAsLong();
    takenIn = true;
  }

  /** It has looked, and learnt nothing new. Not enough for one that is overdue. */
  public void looked() {
    if (!isOverdue()) {
      lookedAtNanos = nanoTime.getAsLong();
    }
  }

  /** The directory knows another process in its place. */
  public void refused() {
    takenIn = false;
  }
}
