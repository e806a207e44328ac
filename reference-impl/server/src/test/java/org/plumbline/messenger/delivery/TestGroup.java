package org.plumbline.messenger.delivery;

import java.util.List;
import java.util.stream.Stream;
import org.plumbline.messenger.log.LogEntry;
import org.plumbline.messenger.log.LogEntry.Submission;
import org.plumbline.messenger.membership.Groups;
import org.plumbline.messenger.membership.Verdict;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.Content.Change;
import org.plumbline.protocol.Content.MembershipChange;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.Role;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/** Entries of one group's thread, as the log would hold them. */
final class TestGroup {

  static final ThreadId THREAD = ThreadId.group("walks");
  private static final DeviceId NO_DEVICE = new DeviceId("http-request");

  private final TestNode node;

  TestGroup(TestNode node) {
    this.node = node;
  }

  LogEntry created(long seq, String owner, String... users) {
    return change(seq, owner, Change.CREATED, Role.MEMBER, "Walks", users);
  }

  LogEntry added(long seq, String actor, String... users) {
    return change(seq, actor, Change.ADDED, Role.MEMBER, "", users);
  }

  LogEntry removed(long seq, String actor, String... users) {
    return change(seq, actor, Change.REMOVED, Role.MEMBER, "", users);
  }

  LogEntry left(long seq, String actor) {
    return change(seq, actor, Change.LEFT, Role.MEMBER, "", actor);
  }

  LogEntry renamed(long seq, String actor, String name) {
    return change(seq, actor, Change.RENAMED, Role.MEMBER, name);
  }

  LogEntry role(long seq, String actor, String user, Role role) {
    return change(seq, actor, Change.ROLE, role, "", user);
  }

  LogEntry deleted(long seq, String actor) {
    return change(seq, actor, Change.DELETED, Role.OWNER, "");
  }

  private LogEntry change(
      long seq, String actor, Change change, Role role, String text, String... users) {
    List<UserId> concerned = Stream.of(users).map(UserId::new).toList();
    return entry(
        seq, actor, NO_DEVICE, "c-" + seq, new MembershipChange(change, concerned, role, text));
  }

  LogEntry said(long seq, TestDevice from) {
    return entry(
        seq,
        from.session().user().value(),
        from.session().device(),
        "t-" + seq,
        new Content.Text("text " + seq));
  }

  /** The same change once more, under the same name. */
  LogEntry again(long seq, LogEntry first) {
    Submission submission = first.submission();
    return entry(
        seq,
        submission.sender().value(),
        submission.device(),
        submission.tempId().value(),
        submission.content());
  }

  private LogEntry entry(long seq, String sender, DeviceId device, String tempId, Content content) {
    return new LogEntry(
        seq,
        new Submission(
            THREAD,
            node.nextId(),
            new UserId(sender),
            device,
            new TempId(tempId),
            1,
            content,
            1_000));
  }

  Verdict verdict(long seq) {
    Groups groups = node.groups();
    return groups.verdict(THREAD, seq).join().orElseThrow();
  }
}
