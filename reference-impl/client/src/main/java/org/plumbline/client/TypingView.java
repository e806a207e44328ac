package org.plumbline.client;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/**
 * Who is shown as writing. Nobody is for longer than some seconds after the last hint: that the
 * user stopped may never be told.
 */
final class TypingView {

  private record Typist(ThreadId thread, UserId user) {}

  private final ClientRuntime runtime;
  private final Strand strand;
  private final Duration shownFor;
  private final int typistsMax;
  private final ClientListener listener;
  private final Map<Typist, Integer> shown = new HashMap<>();
  private int hints;

  TypingView(
      ClientRuntime runtime,
      Strand strand,
      Duration shownFor,
      int typistsMax,
      ClientListener listener) {
    this.runtime = runtime;
    this.strand = strand;
    this.shownFor = shownFor;
    this.typistsMax = typistsMax;
    this.listener = listener;
  }

  void take(ServerFrame.Typing typing, long nanos) {
    Typist typist = new Typist(typing.thread(), typing.user());
    if (!typing.active()) {
      end(typist, nanos);
      return;
    }
    if (!shown.containsKey(typist)) {
      if (shown.size() >= typistsMax) {
        return;
      }
      listener.typing(typing, nanos);
    }
    int hint = ++hints;
    shown.put(typist, hint);
    var _ =
        runtime.after(
            shownFor,
            strand,
            () -> {
              if (Integer.valueOf(hint).equals(shown.get(typist))) {
                end(typist, runtime.nanos());
              }
            });
  }

  /** A message of his came: he has written it. */
  void wrote(ThreadId thread, UserId user, long nanos) {
    end(new Typist(thread, user), nanos);
  }

  private void end(Typist typist, long nanos) {
    if (shown.remove(typist) != null) {
      listener.typing(new ServerFrame.Typing(typist.thread(), typist.user(), false), nanos);
    }
  }
}
