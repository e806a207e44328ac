package org.plumbline.messenger.directory.memory;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.plumbline.messenger.directory.DirectoryWorld;
import org.plumbline.messenger.directory.NodeRegistry;

/** Nodes that share a directory in memory, with a clock that stands until it is moved. */
public final class MemoryWorld implements DirectoryWorld, InstantSource {
  private final MemoryDirectory directory = new MemoryDirectory(this);
  private final Map<String, NodeRegistry> others = new HashMap<>();
  private Instant now = Instant.ofEpochSecond(1_700_000_000);

  @Override
  public Instant instant() {
    return now;
  }

  public MemoryDirectory directory() {
    return directory;
  }

  @Override
  public Started start(String node, int number) {
    var view = directory.join(node, number, "127.0.0.1", 4_711);
    others.put(node, view);
    return new Started(view, view);
  }

  @Override
  public void letNumberRunOut(int number) {
    now = now.plusMillis(NodeRegistry.NUMBER_KEPT_MILLIS + 1);
  }

  /** Time passes for all; the other nodes go on announcing themselves. */
  @Override
  public void letAnnouncementRunOut(String node) {
    for (int step = 0; step < 3; step++) {
      now = now.plusMillis(NodeRegistry.TIME_TO_LIVE_MILLIS / 2);
      others.forEach(
          (id, registry) -> {
            if (!id.equals(node)) {
              registry.announce();
            }
          });
    }
  }

  @Override
  public void forgetAll() {
    directory.forgetAll();
  }

  @Override
  public void close() {}
}
