package org.plumbline.messenger.membership.memory;

import org.plumbline.messenger.membership.MembershipLog;
import org.plumbline.messenger.membership.MembershipLogContract;

class MemoryMembershipLogTest implements MembershipLogContract {

  @Override
  public MembershipLog log() {
    return new MemoryMembershipLog();
  }
}
