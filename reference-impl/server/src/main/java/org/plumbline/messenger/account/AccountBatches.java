package org.plumbline.messenger.account;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.UserId;

/**
 * Adds many accounts at once, none of which has a password, with one login each. They are then
 * found in {@link AccountStore} and {@link LoginStore} like any others.
 */
public interface AccountBatches {

  /**
   * Adds all of these, or none when one of their names is taken. Blocks.
   *
   * @return the number of the logins, which they share; empty when a name is taken
   * @throws AccountsUnavailable when the store does not answer; then nothing was added, unless its
   *     answer alone was lost
   */
  OptionalLong add(List<Added> accounts, Instant now);

  /** One account and its login. */
  record Added(UserId user, DeviceId device, LoginStore.Refresh refresh) {}
}
