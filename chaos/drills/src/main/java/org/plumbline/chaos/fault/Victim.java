package org.plumbline.chaos.fault;

import java.nio.file.Path;
import java.time.Duration;

/** A server or node of the environment, whose process changes when it is started again. */
interface Victim {

  /** For example {@code node-1} or {@code kafka}. */
  String name();

  /** Its process now. */
  ProcessHandle process();

  /** From now on its end is no accident. */
  void expectEnd();

  /** Starts it again at the same addresses when it has ended; may wait until it answers. */
  void start() throws FaultFailure;

  /** Whether it answers within that time. */
  boolean isReadyWithin(Duration atMost);

  /** Where it keeps its files. */
  Path folder();
}
