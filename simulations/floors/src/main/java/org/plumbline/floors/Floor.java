package org.plumbline.floors;

import java.time.Duration;
import java.util.Map;

/** What a floor's program does when it is asked. */
interface Floor extends AutoCloseable {

  /** What whoever started it must know to use it, such as a port; may be empty. */
  String address();

  /** Works at full speed for that long; a server merely serves meanwhile. */
  void work(Duration length) throws InterruptedException;

  /** What was done since the start, by name; none ever goes back. */
  Map<String, Long> counts();

  @Override
  void close();
}
