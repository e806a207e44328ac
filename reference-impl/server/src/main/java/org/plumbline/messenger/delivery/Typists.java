package org.plumbline.messenger.delivery;

import jakarta.inject.Singleton;
import java.util.List;
import org.plumbline.messenger.membership.Memberships;
import org.plumbline.messenger.session.Session;
import org.plumbline.protocol.ClientFrame;
import org.plumbline.protocol.FrameCodec;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.UserId;

/**
 * Who is writing, told to the other members of the thread at once and kept nowhere: a device shows
 * it for some seconds after the last hint.
 */
@Singleton
public final class Typists {

  private final Admission admission;
  private final Memberships memberships;
  private final Router router;

  public Typists(Admission admission, Memberships memberships, Router router) {
    this.admission = admission;
    this.memberships = memberships;
    this.router = router;
  }

  /** Tells the others. In a group of many nobody is told: it would cost more than it is worth. */
  public void tell(Session session, ClientFrame.Typing typing) {
    admission.admit(
        session.user(),
        typing.thread(),
        refused ->
            refused.ifPresentOrElse(
                code ->
                    session.offer(
                        new ServerFrame.Failure(code, null, "thread_id: " + typing.thread(), 0)),
                () -> tellOthers(session, typing)));
  }

  private void tellOthers(Session session, ClientFrame.Typing typing) {
    if (memberships.isLarge(typing.thread())) {
      return;
    }
    List<UserId> others =
        memberships.recipients(typing.thread()).stream()
            .filter(user -> !user.equals(session.user()))
            .toList();
    router.tellLater(
        new Parcel(
            FrameCodec.encode(
                new ServerFrame.Typing(typing.thread(), session.user(), typing.active())),
            0,
            others,
            session.user(),
            session.device(),
            false));
  }
}
