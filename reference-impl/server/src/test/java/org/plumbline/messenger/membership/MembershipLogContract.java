package org.plumbline.messenger.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.membership.Verdict.Outcome;
import org.plumbline.messenger.membership.Visibility.Span;
import org.plumbline.protocol.Role;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/** What the feed of memberships promises. */
public interface MembershipLogContract {

  MembershipLog log();

  /** What a follower heard. */
  final class Heard implements MembershipLog.Follower {
    final List<GroupRecord> groups = new CopyOnWriteArrayList<>();
    final List<Member> members = new CopyOnWriteArrayList<>();

    @Override
    public void group(GroupRecord group) {
      groups.add(group);
    }

    @Override
    public void member(ThreadId thread, Member member) {
      members.add(member);
    }

    List<Long> revisions(ThreadId thread) {
      return groups.stream()
          .filter(group -> group.thread().equals(thread))
          .map(GroupRecord::revision)
          .toList();
    }
  }

  static GroupRecord record(ThreadId thread, long seq, Member... changed) {
    return new GroupRecord(
        thread,
        seq,
        seq,
        "Walks \"and\" more",
        "",
        1_700_000_000_000L,
        Long.MAX_VALUE,
        List.of(
            new Verdict(seq - 1, Outcome.NOT_ALLOWED, seq - 1), Verdict.of(seq, Outcome.APPLIED)),
        List.of(changed));
  }

  static Member member(String user, long... bounds) {
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < bounds.length; i += 2) {
      spans.add(new Span(bounds[i], i + 1 < bounds.length ? bounds[i + 1] : Long.MAX_VALUE));
    }
    return new Member(new UserId(user), Role.ADMIN, spans, bounds[bounds.length - 1]);
  }

  static ThreadId someGroup() {
    return ThreadId.group(UUID.randomUUID().toString());
  }

  @Test
  default void shouldHandOnARecordAsItWasPublished() throws Exception {
    MembershipLog log = log();
    ThreadId thread = someGroup();
    GroupRecord record = record(thread, 7, member("ada", 1, 4, 7), member("bob", 2, 7));
    Heard heard = new Heard();
    log.follow(heard);
    log.publish(record).get(30, TimeUnit.SECONDS);
    log.caughtUp().get(30, TimeUnit.SECONDS);
    assertThat(heard.groups).contains(record);
    assertThat(heard.members).containsAll(record.changed());
  }

  @Test
  default void shouldHandOnWhatStoodThereBeforeItReturnsToOneWhoComesLater() throws Exception {
    MembershipLog log = log();
    ThreadId thread = someGroup();
    log.publish(record(thread, 3, member("ada", 3))).get(30, TimeUnit.SECONDS);
    log.publish(record(thread, 9, member("bob", 9))).get(30, TimeUnit.SECONDS);
    Heard heard = new Heard();
    log.follow(heard);
    assertThat(heard.revisions(thread)).endsWith(9L);
    assertThat(heard.members).contains(member("ada", 3), member("bob", 9));
  }

  @Test
  default void shouldKeepTheOrderOfAGroupAndHaveShownItWhenCaughtUp() throws Exception {
    MembershipLog log = log();
    ThreadId thread = someGroup();
    Heard heard = new Heard();
    log.follow(heard);
    List<Long> published = new ArrayList<>();
    for (long seq = 1; seq <= 50; seq++) {
      published.add(seq);
      log.publish(record(thread, seq, member("ada", seq))).get(30, TimeUnit.SECONDS);
      if (seq % 10 == 0) {
        log.caughtUp().get(30, TimeUnit.SECONDS);
        assertThat(heard.revisions(thread)).containsExactlyElementsOf(published);
      }
    }
  }
}
