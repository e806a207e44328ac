package org.plumbline.chaos.toxiproxy.toxic;

import java.util.random.RandomGenerator;

/** What an {@link Effect} may do to the link that it works on. */
public interface Flow {

  /** Passes a chunk on. It may be called several times for one chunk that came in. */
  void emit(Chunk chunk);

  /** Takes nothing more in until the time is over, then runs the step. */
  void pause(long nanos, Runnable then);

  /** Takes nothing more in until the effect is replaced. */
  void pauseForever();

  /** Runs the step later, while chunks still come in. A new alarm replaces the former one. */
  void alarm(long nanos, Runnable then);

  /** Ends the stream after what was emitted; what still comes in is lost. */
  void close();

  /** The link's clock. */
  long nanoTime();

  /** The link's dice. */
  RandomGenerator random();
}
