package org.plumbline.messenger.history.shards;

import java.util.Locale;

/** How far the move of a shard has come; the package's comment tells what each means. */
public enum Phase {
  SETTLED,
  PLANNED,
  COPYING,
  SWITCHING,
  CLEARING;

  /** As the operator reads it, in small letters. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
