package org.plumbline.messenger.device;

import org.plumbline.protocol.UserId;

/** Is told when a user's devices changed on this node, and knows which providers there are. */
public interface RegistrationListener {

  /** Whether this node can send to the provider. */
  boolean sendsTo(PushProvider provider);

  /** What was known about the user's devices is out of date. */
  void changed(UserId user);
}
