package org.plumbline.messenger.recents.memory;

import org.plumbline.messenger.recents.Recents;
import org.plumbline.messenger.recents.RecentsContract;

class InMemoryRecentsTest implements RecentsContract {

  private final InMemoryRecents recents = new InMemoryRecents();

  @Override
  public Recents recents() {
    return recents;
  }
}
