package org.plumbline.chaos.workload;

import java.util.List;
import java.util.random.RandomGenerator;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ThreadId;

/** Users who have read what their device shows, and say so. */
final class Readers {

  private final Fleet fleet;
  private final RandomGenerator random;

  Readers(Fleet fleet, RandomGenerator random) {
    this.fleet = fleet;
    this.random = random;
  }

  /** One user has read one thread. */
  void step() {
    List<Participant> all = fleet.participants();
    Participant device = all.get(random.nextInt(all.size()));
    ThreadId thread = device.threads.get(random.nextInt(device.threads.size()));
    long shown = device.recorder.newestShown(thread);
    if (shown != Message.NONE
        && device.client().isConnected()
        && fleet.groups().isStaying(device.user, thread)) {
      device.client().read(thread, shown);
    }
  }
}
