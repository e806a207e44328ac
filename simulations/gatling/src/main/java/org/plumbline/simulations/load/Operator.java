package org.plumbline.simulations.load;

/** Who may make users of the nodes without a password, by this secret, which is never shown. */
public record Operator(String secret) {

  @Override
  public String toString() {
    return "Operator";
  }
}
