package org.plumbline.messenger.gateway;

import jakarta.inject.Singleton;
import java.util.List;
import org.plumbline.messenger.account.EndedLogin;
import org.plumbline.messenger.account.LoginEnds;
import org.plumbline.messenger.directory.DirectoryUnavailable;
import org.plumbline.messenger.directory.NodeRegistry;
import org.plumbline.messenger.directory.SessionDirectory;
import org.plumbline.messenger.directory.SessionDirectory.Location;
import org.plumbline.messenger.link.NodeLink;
import org.plumbline.messenger.session.Session;
import org.plumbline.messenger.session.Sessions;
import org.plumbline.protocol.CloseCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes the sessions of logins that ended. The node that ended one tells the node that holds the
 * session at once; should that fail, the other finds out by itself when it next reads which logins
 * ended.
 */
@Singleton
final class EndedLogins implements LoginEnds {

  private static final Logger LOG = LoggerFactory.getLogger(EndedLogins.class);

  private final Sessions sessions;
  private final SessionDirectory directory;
  private final NodeRegistry nodes;
  private final NodeLink links;

  EndedLogins(Sessions sessions, SessionDirectory directory, NodeRegistry nodes, NodeLink links) {
    this.sessions = sessions;
    this.directory = directory;
    this.nodes = nodes;
    this.links = links;
  }

  @Override
  public void learned(EndedLogin ended) {
    Session session = sessions.of(ended.user(), ended.device());
    if (session != null && session.login() <= ended.login()) {
      session.close(CloseCode.TOKEN_ENDED, "the login was ended");
    }
  }

  @Override
  public void endedByThisNode(EndedLogin ended) {
    learned(ended);
    try {
      directory.locate(List.of(ended.user())).getOrDefault(ended.user(), List.of()).stream()
          .filter(location -> location.device().equals(ended.device()))
          .forEach(location -> closeThere(ended, location));
    } catch (DirectoryUnavailable e) {
      LOG.debug("session of an ended login not looked for: {}", e.getMessage());
    }
  }

  private void closeThere(EndedLogin ended, Location location) {
    NodeRegistry.Node there = nodes.live().get(location.node());
    if (there == null) {
      return;
    }
    NodeLink.Target target = new NodeLink.Target(ended.user(), ended.device(), location.epoch());
    links
        .hand(there, List.of(NodeLink.Handover.closing(CloseCode.TOKEN_ENDED, List.of(target))))
        .exceptionally(
            broken -> {
              LOG.debug("session of an ended login not closed: {}", broken.getMessage());
              return null;
            });
  }
}
