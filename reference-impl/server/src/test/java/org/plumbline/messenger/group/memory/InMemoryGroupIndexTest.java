package org.plumbline.messenger.group.memory;

import org.plumbline.messenger.group.GroupIndex;
import org.plumbline.messenger.group.GroupIndexContract;

class InMemoryGroupIndexTest implements GroupIndexContract {

  @Override
  public GroupIndex index() {
    return new InMemoryGroupIndex();
  }
}
