package org.plumbline.messenger.web;

import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.session.SessionConfig;

/** Which pages may call this node: its own, those of the other nodes, and those that are listed. */
@Singleton
public final class Origins {

  private final WebConfig config;
  private final SessionConfig sessions;

  public Origins(WebConfig config, SessionConfig sessions) {
    this.config = config;
    this.sessions = sessions;
  }

  /** Whether the page of this origin may call. */
  public boolean isAllowed(String origin, @Nullable String host) {
    return isOwn(origin, host) || isListed(origin);
  }

  /** The page of this very host. */
  boolean isOwn(String origin, @Nullable String host) {
    return host != null && (origin.equals("http://" + host) || origin.equals("https://" + host));
  }

  boolean isListed(String origin) {
    return config.nodes().contains(origin) || sessions.origins().contains(origin);
  }
}
