package org.plumbline.messenger.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.LongSupplier;
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
  private final Hints hints;
  private final HintLimit limit;
  private final Counter dropped;

  @Inject
  public Typists(
      TypingConfig config,
      Admission admission,
      Memberships memberships,
      Hints hints,
      MeterRegistry meters) {
    this(config, admission, memberships, hints, meters, System::nanoTime);
  }

  Typists(
      TypingConfig config,
      Admission admission,
      Memberships memberships,
      Hints hints,
      MeterRegistry meters,
      LongSupplier nanoTime) {
    this.admission = admission;
    this.memberships = memberships;
    this.hints = hints;
    this.limit = new HintLimit(config, nanoTime);
    this.dropped = meters.counter("messenger.typing.dropped");
  }

  /** Tells the others. In a group of many nobody is told: it would cost more than it is worth. */
  public void tell(Session session, ClientFrame.Typing typing) {
    if (!limit.admits(session.user(), session.device(), typing.thread(), typing.active())) {
      dropped.increment();
      return;
    }
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
    hints.tellLater(new Hints.Hint(typing.thread(), () -> parcel(session, typing)));
  }

  private Parcel parcel(Session session, ClientFrame.Typing typing) {
    List<UserId> others =
        memberships.recipients(typing.thread()).stream()
            .filter(user -> !user.equals(session.user()))
            .toList();
    return new Parcel(
        FrameCodec.encode(new ServerFrame.Typing(typing.thread(), session.user(), typing.active())),
        0,
        others,
        session.user(),
        session.device(),
        Parcel.Audience.OTHERS);
  }
}
