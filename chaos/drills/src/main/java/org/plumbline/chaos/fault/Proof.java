package org.plumbline.chaos.fault;

/**
 * Whether a fault was seen to be there.
 *
 * @param active whether it was; without that a drill says nothing
 * @param how what was seen, in a sentence without a full stop
 */
public record Proof(boolean active, String how) {

  static Proof active(String how) {
    return new Proof(true, how);
  }

  static Proof none(String how) {
    return new Proof(false, how);
  }
}
