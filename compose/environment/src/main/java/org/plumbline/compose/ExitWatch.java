package org.plumbline.compose;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Remembers unexpected ends of servers and tells those who listen, also of earlier ones. */
final class ExitWatch implements Consumer<ServerProcess> {
  private final List<UnexpectedExit> seen = new ArrayList<>();
  private final List<Consumer<UnexpectedExit>> listeners = new ArrayList<>();

  @Override
  public void accept(ServerProcess server) {
    var exit = UnexpectedExit.of(server);
    List<Consumer<UnexpectedExit>> told;
    synchronized (this) {
      seen.add(exit);
      told = List.copyOf(listeners);
    }
    told.forEach(listener -> listener.accept(exit));
  }

  void add(Consumer<UnexpectedExit> listener) {
    List<UnexpectedExit> earlier;
    synchronized (this) {
      listeners.add(listener);
      earlier = List.copyOf(seen);
    }
    earlier.forEach(listener);
  }

  synchronized List<UnexpectedExit> seen() {
    return List.copyOf(seen);
  }
}
