package org.plumbline.probes;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Everything that a user can do, done once, and some chat: what the servers' start caches are made
 * from. Nothing is judged here.
 */
public final class Rehearsal {

  private static final int PAIRS = 8;

  /** Enough for the JVM to see which methods are hot: a thousand frames and more on each node. */
  private static final int MESSAGES_OF_A_PAIR = 60;

  private Rehearsal() {}

  /** Tries all probes, then lets pairs of friends chat across nodes. */
  public static void in(World world, InstantSource clock) throws Exception {
    new ProbeRun(Probes.all(), clock).evidence(world);
    List<Callable<Void>> chats = new ArrayList<>();
    for (int pair = 0; pair < PAIRS; pair++) {
      chats.add(
          () -> {
            chat(world);
            return null;
          });
    }
    try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Void> chat : each.invokeAll(chats)) {
        chat.get();
      }
    }
  }

  private static void chat(World world) throws Exception {
    World.Pair pair = world.friends();
    try (Device one = pair.ada().device("phone", 0);
        Device other = pair.bob().device("phone", 1)) {
      for (int message = 0; message < MESSAGES_OF_A_PAIR; message++) {
        String words = "words of message " + message;
        Device from = message % 2 == 0 ? one : other;
        Device to = message % 2 == 0 ? other : one;
        from.send(pair.ada().threadWith(pair.bob()), words);
        to.inbox().awaitText(words);
      }
    }
  }
}
