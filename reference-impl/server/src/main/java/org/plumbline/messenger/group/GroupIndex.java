package org.plumbline.messenger.group;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.membership.GroupRecord;
import org.plumbline.protocol.Role;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/**
 * Groups and members as rows, for listing: written from the records of the feed, and never asked
 * who may do what. Every method blocks, and may throw {@link GroupIndexUnavailable}.
 */
public interface GroupIndex {

  /**
   * Writes the group and its changed members; an older version than that of a row is passed over.
   */
  void write(GroupRecord group);

  /**
   * The groups of which the user is a member, in the order of their ids.
   *
   * @param after the last of the page before, or null for the first page
   */
  List<ThreadId> groupsOf(UserId user, @Nullable ThreadId after, int limit);

  /**
   * The members of the group, in the order of their names.
   *
   * @param after the last of the page before, or null for the first page
   */
  List<Row> membersOf(ThreadId group, @Nullable UserId after, int limit);

  /** A member. */
  record Row(UserId user, Role role) {}
}
