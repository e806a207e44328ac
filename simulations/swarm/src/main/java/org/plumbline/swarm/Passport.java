package org.plumbline.swarm;

/** Whose a socket is. The token is a secret: it is in no message. */
public record Passport(String user, String device, String token) {

  @Override
  public String toString() {
    return user + "/" + device;
  }
}
