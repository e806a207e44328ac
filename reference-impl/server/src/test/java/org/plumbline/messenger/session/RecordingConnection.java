package org.plumbline.messenger.session;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plumbline.protocol.CloseCode;
import org.plumbline.protocol.FrameCodec;
import org.plumbline.protocol.MalformedFrame;
import org.plumbline.protocol.ServerFrame;

/**
 * A connection that keeps what was written; {@link #stall} makes it a device that does not read.
 */
public final class RecordingConnection implements Connection {

  private final List<ServerFrame> frames = new ArrayList<>();
  private @Nullable CloseCode closed;
  private boolean stalled;

  @Override
  public synchronized void write(byte[] frame, Runnable written) {
    try {
      frames.add(FrameCodec.decodeServer(frame));
    } catch (MalformedFrame e) {
      throw new AssertionError("a server wrote what no client can read", e);
    }
    if (!stalled) {
      written.run();
    }
    notifyAll();
  }

  @Override
  public synchronized void close(CloseCode code, String reason) {
    closed = code;
  }

  public synchronized void stall() {
    stalled = true;
  }

  public synchronized List<ServerFrame> frames() {
    return List.copyOf(frames);
  }

  public synchronized @Nullable CloseCode closed() {
    return closed;
  }
}
