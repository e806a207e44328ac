package org.plumbline.compose;

import java.io.IOException;

/** Signals that Java has no call for. */
public enum Signal {
  STOP,
  CONTINUE;

  /** Sends it; a process that is gone is no error. */
  public static void send(long pid, Signal signal) {
    var name = signal == STOP ? "-STOP" : "-CONT";
    try {
      new ProcessBuilder("kill", name, Long.toString(pid))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new IllegalStateException("cannot run kill " + name, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
