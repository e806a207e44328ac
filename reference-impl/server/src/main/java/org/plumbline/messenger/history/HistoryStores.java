package org.plumbline.messenger.history;

import java.util.List;

/**
 * The physical stores among which the history is spread.
 *
 * @param all at least one, of different names; the first is the home, which held everything before
 *     there were others
 */
public record HistoryStores(List<HistoryStore> all) {

  public HistoryStores {
    all = List.copyOf(all);
    if (all.isEmpty() || names(all).stream().distinct().count() < all.size()) {
      throw new IllegalArgumentException(
          "stores: " + names(all) + " (expected: at least one, of different names)");
    }
  }

  /** Their names, the home's first. */
  public List<String> names() {
    return names(all);
  }

  /** The first store. */
  public HistoryStore home() {
    return all.getFirst();
  }

  /** The store of this name, which is one of these. */
  public HistoryStore named(String name) {
    for (HistoryStore store : all) {
      if (store.name().equals(name)) {
        return store;
      }
    }
    throw new IllegalArgumentException("store: " + name + " (expected: one of " + names() + ")");
  }

  private static List<String> names(List<HistoryStore> stores) {
    return stores.stream().map(HistoryStore::name).toList();
  }
}
