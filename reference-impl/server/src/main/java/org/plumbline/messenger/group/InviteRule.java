package org.plumbline.messenger.group;

import jakarta.inject.Singleton;
import java.util.List;
import org.plumbline.protocol.UserId;

/** Whom one may bring into a group. */
@Singleton
final class InviteRule {

  /** Those of the users whom the inviter may not bring in. */
  List<UserId> refused(UserId inviter, List<UserId> users) {
    return List.of();
  }
}
