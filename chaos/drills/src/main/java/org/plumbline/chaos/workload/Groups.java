package org.plumbline.chaos.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.plumbline.chaos.history.EventType;
import org.plumbline.chaos.history.HistoryEvent;
import org.plumbline.chaos.history.HistoryEvent.MessageFacts;
import org.plumbline.chaos.history.Operation;
import org.plumbline.chaos.history.Particulars;
import org.plumbline.client.GroupHttp;
import org.plumbline.client.MessengerHttp;
import org.plumbline.client.NodeAddress;
import org.plumbline.client.RequestFailed;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/**
 * The groups of a workload. They are made before its devices connect; while the load runs one
 * member of each goes and comes. A change that got no answer is asked for again under its name
 * before the group's next one.
 */
final class Groups {

  private static final long PAUSE_NANOS = 100_000_000;
  private static final int REFUSED_FROM = 400;
  private static final int REFUSED_TO = 500;
  private static final int TOO_MANY = 429;

  private final Fleet fleet;
  private final List<Group> groups = new ArrayList<>();
  private int turn;
  private int node;

  Groups(Fleet fleet) {
    this.fleet = fleet;
  }

  /**
   * Makes them of these users' devices, who are logged in; the first user of each is its creator.
   */
  void make(List<Participant> devices) throws RequestFailed {
    Map<UserId, List<Participant>> byUser = Fleet.byUser(devices);
    List<UserId> users = new ArrayList<>(byUser.keySet());
    Mix mix = fleet.plan().mix();
    int size = Math.min(mix.groupMembers(), users.size());
    for (int number = 0; number < mix.groups(); number++) {
      int first = number * Math.max(1, users.size() / mix.groups());
      List<UserId> members = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        members.add(users.get((first + i) % users.size()));
      }
      members.sort((one, other) -> Integer.compare(users.indexOf(one), users.indexOf(other)));
      make(number, members, byUser);
    }
  }

  private void make(int number, List<UserId> members, Map<UserId, List<Participant>> byUser)
      throws RequestFailed {
    Participant creator = byUser.getOrDefault(members.getFirst(), List.of()).getFirst();
    List<UserId> others = members.subList(1, members.size());
    for (UserId other : others) {
      fleet.makeFriends(creator, byUser.getOrDefault(other, List.of()).getFirst());
    }
    TempId tempId = new TempId("group-" + number);
    long begun = fleet.runtime().nanos();
    GroupHttp.Changed made =
        http(creator.home()).create(creator.token(), "group " + number, "", others, tempId);
    Group group = new Group(made.thread(), creator, members);
    Particulars added = Particulars.added(members.stream().map(UserId::value).toList());
    note(group, EventType.INVOKE, tempId, HistoryEvent.NO_SEQ, added, "", begun);
    note(group, EventType.OK, tempId, made.seq(), added, "", fleet.runtime().nanos());
    groups.add(group);
    for (UserId member : members) {
      byUser.getOrDefault(member, List.of()).forEach(device -> device.join(made.thread()));
    }
  }

  /** Whether that user may write to that thread now. */
  boolean writes(UserId user, ThreadId thread) {
    return groups.stream()
        .filter(group -> group.thread.equals(thread))
        .allMatch(group -> group.writes(user));
  }

  /** Whether he sees all of that thread. */
  boolean isStaying(UserId user, ThreadId thread) {
    return groups.stream()
        .filter(group -> group.thread.equals(thread))
        .allMatch(group -> group.isStaying(user));
  }

  /** One request: for the change of the next group, or once more for one without an answer. */
  void step() {
    if (!groups.isEmpty()) {
      Group group = groups.get(turn++ % groups.size());
      Group.Pending open = group.pending();
      if (open == null) {
        open = group.begin();
        note(group, EventType.INVOKE, open.tempId(), HistoryEvent.NO_SEQ, of(group, open), "");
      }
      ask(group, open);
    }
  }

  /** Asks on until nothing is open, at most until then; what is open then is unknown. */
  void settle(long deadlineNanos) {
    for (Group group : groups) {
      for (Group.Pending open = group.pending(); open != null; open = group.pending()) {
        if (fleet.runtime().nanos() > deadlineNanos) {
          note(group, EventType.INFO, open.tempId(), HistoryEvent.NO_SEQ, of(group, open), "late");
          break;
        }
        ask(group, open);
        if (group.pending() != null) {
          LockSupport.parkNanos(PAUSE_NANOS);
        }
      }
    }
  }

  private void ask(Group group, Group.Pending change) {
    List<NodeAddress> nodes = fleet.plan().nodes();
    GroupHttp http = http(nodes.get(node++ % nodes.size()));
    List<UserId> users = List.of(group.wavering);
    try {
      GroupHttp.Changed done =
          change.adds()
              ? http.invite(group.creator.token(), group.thread, users, change.tempId())
              : http.remove(group.creator.token(), group.thread, users, change.tempId());
      group.ended(change, true);
      note(group, EventType.OK, change.tempId(), done.seq(), of(group, change), "");
    } catch (RequestFailed e) {
      int status = e.status();
      if (status >= REFUSED_FROM && status < REFUSED_TO && status != TOO_MANY) {
        group.ended(change, false);
        note(
            group,
            EventType.FAIL,
            change.tempId(),
            HistoryEvent.NO_SEQ,
            of(group, change),
            String.valueOf(e.getMessage()));
      }
    }
  }

  private GroupHttp http(NodeAddress address) {
    return new MessengerHttp(fleet.runtime(), address).groups();
  }

  private static Particulars of(Group group, Group.Pending change) {
    List<String> users = List.of(group.wavering.value());
    return change.adds() ? Particulars.added(users) : Particulars.removed(users);
  }

  private void note(
      Group group, EventType type, TempId tempId, long seq, Particulars what, String detail) {
    note(group, type, tempId, seq, what, detail, fleet.runtime().nanos());
  }

  private static void note(
      Group group,
      EventType type,
      TempId tempId,
      long seq,
      Particulars what,
      String detail,
      long nanos) {
    MessageFacts facts =
        new MessageFacts(
            group.thread.value(), group.creator.user.value(), tempId.value(), "", seq, "");
    group.creator.recorder.note(type, Operation.CHANGE, facts, detail, nanos, what);
  }
}
