package org.plumbline.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.plumbline.protocol.ClientFrame;
import org.plumbline.protocol.FrameCodec;
import org.plumbline.protocol.MalformedFrame;
import org.plumbline.protocol.ServerFrame;

/**
 * One socket. It reads a frame only after the one before was worked on, and writes one after
 * another. {@link #send}, {@link #close} and {@link #abort} belong to the strand.
 */
final class Wire implements WebSocket.Listener {

  /** Hears of this socket, in the strand. */
  interface Owner {
    void received(Wire wire, ServerFrame frame, long nanos);

    void unreadable(Wire wire, String detail, long nanos);

    void ended(Wire wire, Disconnect cause, long nanos);
  }

  private final ClientRuntime runtime;
  private final Strand strand;
  private final Owner owner;
  private final int framesMax;
  private final StringBuilder text = new StringBuilder();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Queue<String> outgoing = new ArrayDeque<>();
  private boolean writing;
  private boolean ended;
  private volatile @Nullable WebSocket socket;

  Wire(ClientRuntime runtime, Strand strand, Owner owner, int framesMax) {
    this.runtime = runtime;
    this.strand = strand;
    this.owner = owner;
    this.framesMax = framesMax;
  }

  @Override
  public void onOpen(WebSocket opened) {
    socket = opened;
    opened.request(1);
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    long nanos = runtime.nanos();
    text.append(data);
    if (text.length() > FrameCodec.FRAME_BYTES_MAX) {
      tooLong(from, nanos);
      return null;
    }
    if (last) {
      byte[] frame = text.toString().getBytes(UTF_8);
      text.setLength(0);
      pass(from, frame, nanos);
    } else {
      from.request(1);
    }
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
    long nanos = runtime.nanos();
    byte[] part = new byte[data.remaining()];
    data.get(part);
    bytes.writeBytes(part);
    if (bytes.size() > FrameCodec.FRAME_BYTES_MAX) {
      tooLong(from, nanos);
      return null;
    }
    if (last) {
      byte[] frame = bytes.toByteArray();
      bytes.reset();
      pass(from, frame, nanos);
    } else {
      from.request(1);
    }
    return null;
  }

  private void pass(WebSocket from, byte[] frame, long nanos) {
    strand.execute(
        () -> {
          try {
            owner.received(this, FrameCodec.decodeServer(frame), nanos);
          } catch (MalformedFrame e) {
            owner.unreadable(this, String.valueOf(e.getMessage()), nanos);
          } finally {
            from.request(1);
          }
        });
  }

  private void tooLong(WebSocket from, long nanos) {
    from.abort();
    end(new Disconnect.Lost("a frame above " + FrameCodec.FRAME_BYTES_MAX + " bytes came"), nanos);
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    end(
        code == 1006
            ? new Disconnect.Lost("the socket ended without a close frame")
            : new Disconnect.Closed(code, reason),
        runtime.nanos());
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    end(new Disconnect.Lost(error.toString()), runtime.nanos());
  }

  private void end(Disconnect cause, long nanos) {
    strand.execute(
        () -> {
          if (!ended) {
            ended = true;
            outgoing.clear();
            owner.ended(this, cause, nanos);
          }
        });
  }

  void send(ClientFrame frame) {
    if (ended) {
      return;
    }
    if (outgoing.size() >= framesMax) {
      abort(new Disconnect.Lost(framesMax + " frames waited: the node does not read"));
      return;
    }
    outgoing.add(new String(FrameCodec.encode(frame), UTF_8));
    write();
  }

  private void write() {
    WebSocket to = socket;
    if (writing || ended || to == null) {
      return;
    }
    String next = outgoing.poll();
    if (next == null) {
      return;
    }
    writing = true;
    var _ = to.sendText(next, true).whenComplete((_, error) -> strand.execute(() -> wrote(error)));
  }

  private void wrote(@Nullable Throwable error) {
    writing = false;
    if (error != null) {
      abort(new Disconnect.Lost(error.toString()));
    } else {
      write();
    }
  }

  /** Says goodbye; the owner hears nothing more of this socket. */
  void close() {
    ended = true;
    outgoing.clear();
    WebSocket closing = socket;
    if (closing == null) {
      return;
    }
    if (writing) {
      closing.abort();
      return;
    }
    var _ =
        closing
            .sendClose(WebSocket.NORMAL_CLOSURE, "")
            .whenComplete((_, _) -> strand.execute(closing::abort));
  }

  /** Cuts the socket; the owner hears the cause. */
  void abort(Disconnect cause) {
    WebSocket cut = socket;
    if (cut != null) {
      cut.abort();
    }
    end(cause, runtime.nanos());
  }
}
