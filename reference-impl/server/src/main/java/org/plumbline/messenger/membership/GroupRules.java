package org.plumbline.messenger.membership;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.membership.Verdict.Outcome;
import org.plumbline.protocol.Content.Change;
import org.plumbline.protocol.Content.MembershipChange;
import org.plumbline.protocol.Role;
import org.plumbline.protocol.UserId;

/**
 * Who may change what in a group, and what the change does. A pure function of the group before the
 * change and of the change: whichever node reads the log comes to the same result.
 */
final class GroupRules {

  /**
   * What is to become of a change.
   *
   * @param after the group after it, its verdicts not yet brought up; null when it is void
   */
  record Decision(
      Outcome outcome, @Nullable MembershipChange effective, @Nullable GroupRecord after) {}

  private final GroupRecord before;
  private final Map<UserId, Member> members;
  private final long seq;
  private final UserId actor;
  private final MembershipChange change;
  private final int membersMax;

  private GroupRules(
      GroupRecord before,
      Map<UserId, Member> members,
      long seq,
      UserId actor,
      MembershipChange change,
      int membersMax) {
    this.before = before;
    this.members = members;
    this.seq = seq;
    this.actor = actor;
    this.change = change;
    this.membersMax = membersMax;
  }

  static Decision decide(
      GroupRecord before,
      Map<UserId, Member> members,
      long seq,
      UserId actor,
      MembershipChange change,
      long atMillis,
      int membersMax) {
    GroupRules rules = new GroupRules(before, members, seq, actor, change, membersMax);
    if (change.change() == Change.CREATED) {
      return rules.created(atMillis);
    }
    if (before.version() < 0 || before.isDeleted()) {
      return isVoid(Outcome.NO_GROUP);
    }
    Member acting = rules.current(actor);
    if (acting == null) {
      return isVoid(Outcome.NOT_A_MEMBER);
    }
    if (!acting.role().atLeast(needed(change.change()))) {
      return isVoid(Outcome.NOT_ALLOWED);
    }
    return switch (change.change()) {
      case CREATED -> isVoid(Outcome.EXISTS);
      case ADDED -> rules.added();
      case REMOVED -> rules.removed(acting);
      case LEFT -> rules.left(acting);
      case RENAMED -> rules.renamed();
      case ROLE -> rules.role(acting);
      case DELETED -> rules.applied(List.of(), List.of(), before.name(), before.description(), seq);
    };
  }

  /** The least role that may ask for the change. */
  static Role needed(Change change) {
    return switch (change) {
      case CREATED, LEFT -> Role.MEMBER;
      case ADDED, REMOVED, RENAMED -> Role.ADMIN;
      case ROLE, DELETED -> Role.OWNER;
    };
  }

  /** What took effect of a change that was applied earlier. */
  static MembershipChange effectiveAgain(MembershipChange change, Predicate<UserId> touched) {
    return change.users().isEmpty()
        ? change
        : with(change, change.users().stream().distinct().filter(touched).toList());
  }

  private Decision created(long atMillis) {
    if (before.version() >= 0) {
      return isVoid(Outcome.EXISTS);
    }
    Set<UserId> others = new LinkedHashSet<>(change.users());
    others.remove(actor);
    if (others.size() + 1 > membersMax) {
      return isVoid(Outcome.TOO_MANY);
    }
    List<Member> joined = new ArrayList<>();
    joined.add(stranger(actor).joined(Role.OWNER, seq));
    others.forEach(user -> joined.add(stranger(user).joined(Role.MEMBER, seq)));
    GroupRecord after =
        new GroupRecord(
            before.thread(),
            before.revision(),
            before.version(),
            change.text(),
            change.description(),
            atMillis,
            Long.MAX_VALUE,
            before.judged(),
            joined);
    return new Decision(Outcome.APPLIED, with(change, List.copyOf(others)), after);
  }

  private Decision added() {
    List<UserId> fresh =
        change.users().stream().distinct().filter(u -> current(u) == null).toList();
    if (fresh.isEmpty()) {
      return isVoid(Outcome.NOTHING_TO_CHANGE);
    }
    long now = members.values().stream().filter(Member::isCurrent).count();
    if (now + fresh.size() > membersMax) {
      return isVoid(Outcome.TOO_MANY);
    }
    return applied(
        fresh,
        fresh.stream()
            .map(user -> members.getOrDefault(user, stranger(user)).joined(Role.MEMBER, seq))
            .toList());
  }

  private Decision removed(Member acting) {
    List<Member> gone = new ArrayList<>();
    for (UserId user : new LinkedHashSet<>(change.users())) {
      Member member = current(user);
      if (member != null && member.role().atLeast(acting.role())) {
        return isVoid(Outcome.NOT_ALLOWED);
      }
      if (member != null) {
        gone.add(member);
      }
    }
    if (gone.isEmpty()) {
      return isVoid(Outcome.NOTHING_TO_CHANGE);
    }
    return applied(
        gone.stream().map(Member::user).toList(),
        gone.stream().map(member -> member.left(seq)).toList());
  }

  private Decision left(Member acting) {
    boolean alone = members.values().stream().filter(Member::isCurrent).count() == 1;
    if (acting.role() == Role.OWNER && !alone) {
      return isVoid(Outcome.OWNER_STAYS);
    }
    return applied(
        List.of(actor),
        List.of(acting.left(seq)),
        before.name(),
        before.description(),
        alone ? seq : before.deletedAt());
  }

  private Decision renamed() {
    return change.text().equals(before.name()) && change.description().equals(before.description())
        ? isVoid(Outcome.NOTHING_TO_CHANGE)
        : applied(List.of(), List.of(), change.text(), change.description(), before.deletedAt());
  }

  private Decision role(Member acting) {
    Member member = change.users().size() == 1 ? current(change.users().getFirst()) : null;
    if (member == null || member.user().equals(actor) || member.role() == change.role()) {
      return isVoid(Outcome.NOTHING_TO_CHANGE);
    }
    List<Member> changed = new ArrayList<>();
    changed.add(member.withRole(change.role(), seq));
    if (change.role() == Role.OWNER) {
      changed.add(acting.withRole(Role.ADMIN, seq));
    }
    return applied(List.of(member.user()), changed);
  }

  private Decision applied(List<UserId> users, List<Member> changed) {
    return applied(users, changed, before.name(), before.description(), before.deletedAt());
  }

  private Decision applied(
      List<UserId> users, List<Member> changed, String name, String description, long deletedAt) {
    GroupRecord after =
        new GroupRecord(
            before.thread(),
            before.revision(),
            before.version(),
            name,
            description,
            before.createdAtMillis(),
            deletedAt,
            before.judged(),
            changed);
    return new Decision(Outcome.APPLIED, with(change, users), after);
  }

  private static Decision isVoid(Outcome outcome) {
    return new Decision(outcome, null, null);
  }

  private @Nullable Member current(UserId user) {
    Member member = members.get(user);
    return member != null && member.isCurrent() ? member : null;
  }

  private static Member stranger(UserId user) {
    return new Member(user, Role.MEMBER, List.of(), -1);
  }

  private static MembershipChange with(MembershipChange change, List<UserId> users) {
    return new MembershipChange(
        change.change(), users, change.role(), change.text(), change.description());
  }
}
