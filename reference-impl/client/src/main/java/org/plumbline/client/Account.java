package org.plumbline.client;

import org.jspecify.annotations.Nullable;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.UserId;

/**
 * Who connects.
 *
 * @param device which device of the user this is
 * @param token a token that was fetched before, or null to log in with the password at first
 */
public record Account(UserId user, String password, DeviceId device, @Nullable Token token) {

  /** An account that logs in when it connects. */
  public static Account of(UserId user, String password, DeviceId device) {
    return new Account(user, password, device, null);
  }

  /** The same with a token, which spares the login until the server refuses it. */
  public Account withToken(Token fetched) {
    return new Account(user, password, device, fetched);
  }

  Account withoutToken() {
    return new Account(user, password, device, null);
  }

  // Passwords and tokens stay out of logs.
  @Override
  public String toString() {
    return "Account[" + user + "/" + device + "]";
  }
}
