package org.plumbline.messenger.account;

/** Too many passwords are being checked: come back in a moment. */
final class HashingBusy extends RuntimeException {
  private static final long serialVersionUID = 1L;

  HashingBusy() {
    super("too many passwords are being checked at once");
  }
}
