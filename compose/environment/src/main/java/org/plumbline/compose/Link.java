package org.plumbline.compose;

/**
 * A way on which one part reaches another, and the name of its proxy.
 *
 * @param from a node, or {@code client}
 * @param to a node, or the id of a part
 */
public record Link(String from, String to) {
  public static final String CLIENT = "client";

  /** For example {@code node-1-to-redis}; it stands in the paths of Toxiproxy's API as it is. */
  @Override
  public String toString() {
    return from + "-to-" + to;
  }
}
