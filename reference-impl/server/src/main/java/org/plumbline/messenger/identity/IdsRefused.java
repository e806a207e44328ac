package org.plumbline.messenger.identity;

/** No id can be made now that is certain to be unique. Passes, and nothing was done. */
public final class IdsRefused extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  IdsRefused(String message) {
    super(message);
  }
}
