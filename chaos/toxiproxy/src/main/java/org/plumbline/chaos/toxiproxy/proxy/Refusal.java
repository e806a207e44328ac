package org.plumbline.chaos.toxiproxy.proxy;

/** A request that cannot be carried out, with the message that the API's callers know. */
public final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  /** Whose fault it is. */
  public enum Kind {
    BAD_REQUEST,
    NOT_FOUND,
    CONFLICT,
    FAILED
  }

  private final Kind kind;

  public Refusal(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  /** The message, which is never absent here. */
  public String reason() {
    var message = getMessage();
    return message == null ? kind.name() : message;
  }
}
