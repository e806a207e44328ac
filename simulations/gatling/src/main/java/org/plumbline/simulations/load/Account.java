package org.plumbline.simulations.load;

/** A logged-in device of a registered user. The token is a secret and is never logged. */
public record Account(String user, String device, String token) {

  @Override
  public String toString() {
    return user + "/" + device;
  }
}
