package org.plumbline.messenger.account;

/** The store of accounts did not answer, or not in time. */
public final class AccountsUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public AccountsUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
