package org.plumbline.messenger.directory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.directory.SessionDirectory.Location;
import org.plumbline.protocol.UserId;

/** Where users were when they were looked for, and of which versions of their entries that is. */
public final class Located {
  private final List<UserId> users;
  private final Map<UserId, List<Location>> places;
  private final Set<String> live;
  private final int @Nullable [] versions;

  Located(
      List<UserId> users,
      Map<UserId, List<Location>> places,
      Set<String> live,
      int @Nullable [] versions) {
    this.users = users;
    this.places = places;
    this.live = live;
    this.versions = versions;
  }

  /** Who was looked for, each once. */
  public List<UserId> users() {
    return users;
  }

  /** As {@link SessionDirectory#locate} answers. */
  public Map<UserId, List<Location>> places() {
    return places;
  }

  /** The places, and for some users what was found of them later. */
  public Map<UserId, List<Location>> with(
      List<UserId> some, Map<UserId, List<Location>> foundLater) {
    if (some.isEmpty() || some.size() == users.size()) {
      return some.isEmpty() ? places : foundLater;
    }
    Map<UserId, List<Location>> all = new HashMap<>(places);
    some.forEach(all::remove);
    all.putAll(foundLater);
    return all;
  }

  /** Of which nodes it was known that they live. */
  Set<String> live() {
    return live;
  }

  /** For each user, in their order; null where nothing is told of later changes. */
  int @Nullable [] versions() {
    return versions;
  }
}
