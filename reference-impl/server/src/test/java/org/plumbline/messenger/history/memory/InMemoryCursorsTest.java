package org.plumbline.messenger.history.memory;

import org.plumbline.messenger.history.Cursors;
import org.plumbline.messenger.history.CursorsContract;

class InMemoryCursorsTest implements CursorsContract {

  private final Cursors cursors = new InMemoryCursors();

  @Override
  public Cursors cursors() {
    return cursors;
  }
}
