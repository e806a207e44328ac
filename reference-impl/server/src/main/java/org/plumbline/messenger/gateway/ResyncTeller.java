package org.plumbline.messenger.gateway;

import jakarta.inject.Singleton;
import org.plumbline.messenger.directory.ResyncList;
import org.plumbline.messenger.directory.ResyncList.Noted;
import org.plumbline.messenger.directory.SessionDirectory;
import org.plumbline.messenger.session.Session;
import org.plumbline.messenger.session.Sessions;
import org.plumbline.protocol.ServerFrame;

/** Tells sessions to sync for which others could not hand messages over to this node. */
@Singleton
final class ResyncTeller {

  private static final ServerFrame.Resync RESYNC =
      new ServerFrame.Resync("a node could not hand messages over");

  private final ResyncList list;
  private final Sessions sessions;

  ResyncTeller(ResyncList list, Sessions sessions) {
    this.list = list;
    this.sessions = sessions;
  }

  /**
   * Looks once.
   *
   * @throws org.plumbline.messenger.directory.DirectoryUnavailable when there was no answer
   */
  void tell() {
    Noted noted = list.noted();
    if (noted.isEmpty()) {
      return;
    }
    if (noted.everybody()) {
      sessions.all().forEach(each -> each.offer(RESYNC));
    }
    for (SessionDirectory.Session named : noted.sessions()) {
      Session session = sessions.of(named.user(), named.device());
      // One of another epoch has synced when it began.
      if (session != null && session.epoch() == named.epoch()) {
        session.offer(RESYNC);
      }
    }
    list.told(noted);
  }
}
