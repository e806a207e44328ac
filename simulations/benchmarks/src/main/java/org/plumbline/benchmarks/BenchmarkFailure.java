package org.plumbline.benchmarks;

/** A benchmark could not be run; the message has the cause and names the log. */
public final class BenchmarkFailure extends Exception {
  private static final long serialVersionUID = 1L;

  BenchmarkFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
