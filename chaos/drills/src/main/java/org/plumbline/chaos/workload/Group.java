package org.plumbline.chaos.workload;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/** One group of a workload: its creator and others who stay, and one who goes and comes. */
final class Group {

  /** A change whose outcome is not known yet. */
  record Pending(TempId tempId, boolean adds) {}

  final ThreadId thread;
  final Participant creator;
  final UserId wavering;
  private final Set<UserId> staying;
  private volatile boolean inside = true;
  private volatile @Nullable Pending pending;
  private int changes;

  Group(ThreadId thread, Participant creator, List<UserId> members) {
    this.thread = thread;
    this.creator = creator;
    this.wavering = members.getLast();
    this.staying =
        members.stream().filter(user -> !user.equals(wavering)).collect(Collectors.toSet());
  }

  /** Whether he was a member all the time. */
  boolean isStaying(UserId user) {
    return staying.contains(user);
  }

  /**
   * Whether he may write now. The one who wavers writes only while he is certainly out: what he
   * wrote in the moment of his removal would be acknowledged by the log and refused at its place.
   */
  boolean writes(UserId user) {
    return isStaying(user) || (!inside && pending == null);
  }

  @Nullable Pending pending() {
    return pending;
  }

  /** The next change: out when he is in, and in when he is out. */
  Pending begin() {
    Pending begun = new Pending(new TempId("change-" + changes++), !inside);
    pending = begun;
    return begun;
  }

  void ended(Pending change, boolean applied) {
    inside = applied == change.adds();
    pending = null;
  }
}
