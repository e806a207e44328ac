package org.plumbline.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The node answered the upgrade with another status than 101. */
final class UpgradeRefused extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient @Nullable Duration retryAfter;

  UpgradeRefused(int status, @Nullable Duration retryAfter) {
    super("status " + status + " (expected: 101)");
    this.status = status;
    this.retryAfter = retryAfter;
  }

  int status() {
    return status;
  }

  @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
