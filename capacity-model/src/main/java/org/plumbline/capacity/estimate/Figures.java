package org.plumbline.capacity.estimate;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.plumbline.capacity.quantity.Quantity;

/** What one calculation found, in the order in which it is shown. */
final class Figures {

  /** A figure with the formula that gave it. */
  record Found(String group, String id, String title, Quantity value, String formula) {}

  private final Map<String, Found> found = new LinkedHashMap<>();
  private String group = "";

  /** What follows belongs to that group. */
  Figures group(String name) {
    group = name;
    return this;
  }

  /** Adds a figure and gives it back. */
  <Q extends Quantity> Q add(String id, String title, Q value, String formula) {
    if (found.put(id, new Found(group, id, title, value, formula)) != null) {
      throw new IllegalStateException("figure " + id + " calculated twice");
    }
    return value;
  }

  Collection<Found> all() {
    return found.values();
  }

  /** The value of a figure in its base unit. */
  double value(String id) {
    return get(id).value().inBaseUnit();
  }

  /** The value of a figure for a reader. */
  String text(String id) {
    return get(id).value().text();
  }

  private Found get(String id) {
    Found one = found.get(id);
    if (one == null) {
      throw new IllegalArgumentException("no figure " + id);
    }
    return one;
  }
}
