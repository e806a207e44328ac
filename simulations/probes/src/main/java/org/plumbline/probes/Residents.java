package org.plumbline.probes;

import java.io.IOException;
import org.plumbline.protocol.ThreadId;

/**
 * Two friends whom several probes meet.
 *
 * @param adas ada's device, on the first node
 * @param bobs bob's device, on the second node
 * @param tablet bob's other device, on the first node
 */
record Residents(Person ada, Person bob, Device adas, Device bobs, Device tablet)
    implements AutoCloseable {

  static Residents movingIn(World.Pair pair) throws ProbeFailed, IOException, InterruptedException {
    Device adas = pair.ada().device(Person.REGISTERED_DEVICE, 0);
    Device bobs = pair.bob().device(Person.REGISTERED_DEVICE, 1);
    return new Residents(pair.ada(), pair.bob(), adas, bobs, pair.bob().device("tablet", 0));
  }

  ThreadId thread() {
    return ada.threadWith(bob);
  }

  @Override
  public void close() {
    adas.close();
    bobs.close();
    tablet.close();
  }
}
