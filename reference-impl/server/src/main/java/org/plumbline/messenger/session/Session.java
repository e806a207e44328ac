package org.plumbline.messenger.session;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.plumbline.protocol.CloseCode;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.FrameCodec;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.UserId;

/**
 * A device's session on this node. Frames may be offered by any thread; what is on its way to the
 * device is bounded in bytes, and a device that lets it fill up is closed, never silently skipped.
 */
public final class Session {

  private final UserId user;
  private final DeviceId device;
  private final long epoch;
  private final long tokenExpirySeconds;
  private final long login;
  private final int outboundBytesMax;
  private final Connection connection;
  private final AtomicInteger outboundBytes = new AtomicInteger();
  private final AtomicInteger submissionsInFlight = new AtomicInteger();
  private volatile long lastSignOfLifeMillis;
  private final Offered offered = new Offered();
  private volatile boolean closed;
  private volatile @Nullable CloseCode closedWith;
  private volatile @Nullable CountDownLatch room;

  /** A session that is open and belongs to no login, so that no end of one ends it. */
  public Session(
      UserId user,
      DeviceId device,
      long epoch,
      long tokenExpirySeconds,
      int outboundBytesMax,
      Connection connection,
      long nowMillis) {
    this(
        user,
        device,
        epoch,
        tokenExpirySeconds,
        Long.MAX_VALUE,
        outboundBytesMax,
        connection,
        nowMillis);
  }

  /**
   * A session that is open.
   *
   * @param epoch as the directory gave it
   * @param tokenExpirySeconds seconds since 1970 at which the session's token ends
   * @param login the number of the login that the session's token belongs to
   * @param outboundBytesMax most bytes on their way to the device
   */
  public Session(
      UserId user,
      DeviceId device,
      long epoch,
      long tokenExpirySeconds,
      long login,
      int outboundBytesMax,
      Connection connection,
      long nowMillis) {
    this.user = user;
    this.device = device;
    this.epoch = epoch;
    this.tokenExpirySeconds = tokenExpirySeconds;
    this.login = login;
    this.outboundBytesMax = outboundBytesMax;
    this.connection = connection;
    this.lastSignOfLifeMillis = nowMillis;
  }

  public UserId user() {
    return user;
  }

  public DeviceId device() {
    return device;
  }

  public long epoch() {
    return epoch;
  }

  /** Offers a frame of its own to this device. */
  public Outcome offer(ServerFrame frame) {
    return offer(FrameCodec.encode(frame), () -> {});
  }

  /**
   * Offers an encoded frame.
   *
   * @param written run when the frame is with the operating system; not run when refused
   */
  public Outcome offer(byte[] frame, Runnable written) {
    if (closed) {
      return Outcome.CLOSED;
    }
    if (outboundBytes.addAndGet(frame.length) > outboundBytesMax) {
      outboundBytes.addAndGet(-frame.length);
      close(CloseCode.SLOW_CONSUMER, "more than " + outboundBytesMax + " bytes unread");
      return Outcome.SLOW_CONSUMER;
    }
    connection.write(
        frame,
        () -> {
          outboundBytes.addAndGet(-frame.length);
          if (room != null && hasRoom()) {
            tellRoom();
          }
          written.run();
        });
    return Outcome.QUEUED;
  }

  /**
   * Waits until the device has taken in so much that at most half of the bound is on its way: for
   * whoever has more to give than fits. Blocks; never on an event loop.
   *
   * @return false when the time is up, or the session ended
   */
  public boolean awaitRoom(Duration atMost) throws InterruptedException {
    CountDownLatch told;
    synchronized (this) {
      if (room == null) {
        room = new CountDownLatch(1);
      }
      told = room;
    }
    boolean has = hasRoom() || told.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    return has && !closed;
  }

  /** Whether at most half of the bound is on its way, or nothing will be any more. */
  public boolean hasRoom() {
    return closed || outboundBytes.get() <= outboundBytesMax / 2;
  }

  private void tellRoom() {
    CountDownLatch told;
    synchronized (this) {
      told = room;
      room = null;
    }
    if (told != null) {
      told.countDown();
    }
  }

  /** Takes one of the places for submissions in flight, if one is free. */
  public boolean tryBeginSubmission(int inFlightMax) {
    if (submissionsInFlight.incrementAndGet() > inFlightMax) {
      submissionsInFlight.decrementAndGet();
      return false;
    }
    return true;
  }

  /** Gives the place back. */
  public void endSubmission() {
    submissionsInFlight.decrementAndGet();
  }

  /** The device was heard of. */
  public void signOfLife(long nowMillis) {
    lastSignOfLifeMillis = nowMillis;
  }

  public long lastSignOfLifeMillis() {
    return lastSignOfLifeMillis;
  }

  public long tokenExpirySeconds() {
    return tokenExpirySeconds;
  }

  /** The number of the login that the session's token belongs to. */
  public long login() {
    return login;
  }

  /** Bytes offered and not yet with the operating system. */
  public int outboundBytes() {
    return outboundBytes.get();
  }

  /** Closes once; further calls do nothing. */
  public void close(CloseCode code, String reason) {
    if (!closed) {
      closedWith = code;
      closed = true;
      connection.close(code, reason);
      tellRoom();
    }
  }

  /** The connection is gone, whoever ended it. */
  public void markClosed() {
    closed = true;
    tellRoom();
  }

  public boolean isClosed() {
    return closed;
  }

  /**
   * Why this node closed it; null while it is open, and when its device or the network ended it.
   */
  public @Nullable CloseCode closedWith() {
    return closedWith;
  }

  /** What was offered to the device and not acknowledged by it. */
  public Offered offered() {
    return offered;
  }
}
