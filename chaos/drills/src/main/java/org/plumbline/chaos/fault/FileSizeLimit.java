package org.plumbline.chaos.fault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * The limit RLIMIT_FSIZE of a running process (prlimit(1)). Whoever owns the process may lower it
 * and lift it again: only the soft limit is touched. A write beyond it fails with EFBIG, where a
 * full disk answers ENOSPC.
 */
final class FileSizeLimit {

  private static final long WITHIN_SECONDS = 10;

  private FileSizeLimit() {}

  static void set(long pid, long bytes) throws IOException {
    prlimit(pid, Long.toString(bytes));
  }

  static void lift(long pid) throws IOException {
    prlimit(pid, "unlimited");
  }

  private static void prlimit(long pid, String soft) throws IOException {
    Process process =
        new ProcessBuilder("prlimit", "--pid", Long.toString(pid), "--fsize=" + soft + ":")
            .redirectErrorStream(true)
            .start();
    try {
      if (!process.waitFor(WITHIN_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException("prlimit does not end");
      }
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.exitValue() != 0) {
        throw new IOException("prlimit of process " + pid + ": " + said.strip());
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while prlimit ran", e);
    }
  }
}
