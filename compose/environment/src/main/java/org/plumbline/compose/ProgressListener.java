package org.plumbline.compose;

/** Hears what the environment is doing, one plain line at a time, from several threads. */
@FunctionalInterface
public interface ProgressListener {
  /** Says nothing to nobody. */
  ProgressListener SILENT = _ -> {};

  void report(String line);
}
