package org.plumbline.messenger.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.group.GroupIndex.Row;
import org.plumbline.messenger.membership.GroupRecord;
import org.plumbline.messenger.membership.Member;
import org.plumbline.messenger.membership.Visibility.Span;
import org.plumbline.protocol.Role;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/** What the index of groups promises. */
public interface GroupIndexContract {

  GroupIndex index();

  private static GroupRecord record(
      ThreadId thread, long version, boolean gone, Member... changed) {
    return new GroupRecord(
        thread,
        version,
        version,
        "Wälks 🥾",
        "",
        1_700_000_000_000L,
        gone ? version : Long.MAX_VALUE,
        List.of(),
        List.of(changed));
  }

  private static Member member(UserId user, long version, boolean current) {
    return new Member(
        user, Role.ADMIN, List.of(new Span(version, current ? Long.MAX_VALUE : version)), version);
  }

  private static UserId someone(String hint) {
    return new UserId(hint + "-" + UUID.randomUUID());
  }

  private static ThreadId someGroup(String hint) {
    return ThreadId.group(hint + "-" + UUID.randomUUID());
  }

  @Test
  default void shouldListGroupsAndMembersPageByPage() {
    GroupIndex index = index();
    UserId ada = someone("ada");
    UserId bob = someone("bob");
    ThreadId first = someGroup("a");
    ThreadId second = someGroup("b");
    index.write(record(first, 1, false, member(ada, 1, true), member(bob, 1, true)));
    index.write(record(second, 2, false, member(ada, 2, true)));
    assertThat(index.groupsOf(ada, null, 1)).containsExactly(first);
    assertThat(index.groupsOf(ada, first, 10)).containsExactly(second);
    assertThat(index.groupsOf(bob, null, 10)).containsExactly(first);
    assertThat(index.membersOf(first, null, 1)).containsExactly(new Row(ada, Role.ADMIN));
    assertThat(index.membersOf(first, ada, 10)).containsExactly(new Row(bob, Role.ADMIN));
  }

  @Test
  default void shouldKeepTheNewestVersionInWhicheverOrderTheyCome() {
    GroupIndex index = index();
    UserId ada = someone("ada");
    ThreadId group = someGroup("a");
    index.write(record(group, 5, false, member(ada, 5, false)));
    index.write(record(group, 1, false, member(ada, 1, true)));
    assertThat(index.groupsOf(ada, null, 10)).isEmpty();
    assertThat(index.membersOf(group, null, 10)).isEmpty();
    index.write(record(group, 9, false, member(ada, 9, true)));
    assertThat(index.groupsOf(ada, null, 10)).containsExactly(group);
  }

  @Test
  default void shouldListNoGroupThatWasDeleted() {
    GroupIndex index = index();
    UserId ada = someone("ada");
    ThreadId group = someGroup("a");
    index.write(record(group, 1, false, member(ada, 1, true)));
    index.write(record(group, 2, true));
    index.write(record(group, 1, false, member(ada, 1, true)));
    assertThat(index.groupsOf(ada, null, 10)).isEmpty();
  }
}
