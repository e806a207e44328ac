package org.plumbline.messenger.group;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.authentication.Authentication;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.http.RequestRefused;
import org.plumbline.messenger.membership.Group;
import org.plumbline.messenger.membership.GroupConfig;
import org.plumbline.messenger.membership.GroupRecord;
import org.plumbline.messenger.membership.Groups;
import org.plumbline.messenger.membership.Member;
import org.plumbline.protocol.Content.Change;
import org.plumbline.protocol.Content.MembershipChange;
import org.plumbline.protocol.Role;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/** The routes of groups. The caller is the token's user, whatever the body says. */
@Controller("/user/v1/group")
@ExecuteOn(TaskExecutors.BLOCKING)
final class GroupController {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final GroupConfig config;
  private final Groups groups;
  private final GroupIndex index;
  private final GroupChanges changes;
  private final GroupIds ids;
  private final InviteRule invites;

  GroupController(
      GroupConfig config,
      Groups groups,
      GroupIndex index,
      GroupChanges changes,
      GroupIds ids,
      InviteRule invites) {
    this.config = config;
    this.groups = groups;
    this.index = index;
    this.changes = changes;
    this.ids = ids;
    this.invites = invites;
  }

  @Post("/create")
  HttpResponse<GroupBodies.Changed> create(Authentication caller, @Body GroupBodies.Creation body) {
    UserId user = new UserId(caller.getName());
    String name = GroupFields.name(body.name());
    String description = GroupFields.description(body.description());
    List<UserId> users = GroupFields.users(body.users(), 0);
    TempId tempId = GroupFields.tempId(body.tempId());
    requireInvitable(user, users);
    ThreadId group = ids.of(user, tempId);
    return HttpResponse.created(
        done(
            user,
            group,
            new MembershipChange(Change.CREATED, users, Role.MEMBER, name, description),
            tempId));
  }

  @Post("/delete")
  GroupBodies.Changed delete(Authentication caller, @Body GroupBodies.Change body) {
    return changed(caller, body, Change.DELETED, List.of(), Role.OWNER);
  }

  @Post("/invite")
  GroupBodies.Changed invite(Authentication caller, @Body GroupBodies.Change body) {
    List<UserId> users = GroupFields.users(body.users(), 1);
    requireInvitable(new UserId(caller.getName()), users);
    return changed(caller, body, Change.ADDED, users, Role.MEMBER);
  }

  @Post("/remove")
  GroupBodies.Changed remove(Authentication caller, @Body GroupBodies.Change body) {
    return changed(caller, body, Change.REMOVED, GroupFields.users(body.users(), 1), Role.MEMBER);
  }

  @Post("/leave")
  GroupBodies.Changed leave(Authentication caller, @Body GroupBodies.Change body) {
    return changed(caller, body, Change.LEFT, List.of(new UserId(caller.getName())), Role.MEMBER);
  }

  @Post("/role")
  GroupBodies.Changed role(Authentication caller, @Body GroupBodies.Change body) {
    return changed(
        caller,
        body,
        Change.ROLE,
        List.of(GroupFields.user(body.userId())),
        GroupFields.role(body.role()));
  }

  /** Takes a new name; a description that is missing stays as it is. */
  @Post("/rename")
  GroupBodies.Changed rename(Authentication caller, @Body GroupBodies.Change body) {
    ThreadId group = GroupFields.group(body.groupId());
    String name = GroupFields.name(body.name());
    String description =
        body.description() == null
            ? groups.find(group).map(known -> known.head().description()).orElse("")
            : GroupFields.description(body.description());
    return done(
        new UserId(caller.getName()),
        group,
        new MembershipChange(Change.RENAMED, List.of(), Role.MEMBER, name, description),
        GroupFields.tempId(body.tempId()));
  }

  private GroupBodies.Changed changed(
      Authentication caller,
      GroupBodies.Change body,
      Change change,
      List<UserId> users,
      Role role) {
    return done(
        new UserId(caller.getName()),
        GroupFields.group(body.groupId()),
        new MembershipChange(change, users, role, ""),
        GroupFields.tempId(body.tempId()));
  }

  private GroupBodies.Changed done(
      UserId caller, ThreadId group, MembershipChange change, @Nullable TempId tempId) {
    long seq = changes.ask(caller, group, change, tempId);
    return new GroupBodies.Changed(group.groupId(), group.value(), seq);
  }

  private void requireInvitable(UserId caller, List<UserId> users) {
    List<UserId> refused =
        invites.refused(caller, users.stream().filter(user -> !user.equals(caller)).toList());
    if (!refused.isEmpty()) {
      throw RequestRefused.of(
          HttpStatus.FORBIDDEN,
          "NOT_FRIENDS",
          "users: " + refused.getFirst() + " (expected: friends of the caller)");
    }
  }

  @Get
  GroupBodies.GroupPage mine(
      Authentication caller,
      @QueryValue @Nullable String limit,
      @QueryValue @Nullable String cursor) {
    UserId user = new UserId(caller.getName());
    int size = GroupFields.limit(limit);
    List<ThreadId> page = listed(() -> index.groupsOf(user, GroupFields.cursorGroup(cursor), size));
    catchUp();
    List<GroupBodies.GroupBody> bodies = new ArrayList<>();
    for (ThreadId thread : page) {
      // The index may be a moment behind: the truth of a group is with the node.
      groups.find(thread).flatMap(group -> body(group, user)).ifPresent(bodies::add);
    }
    return new GroupBodies.GroupPage(bodies, page.size() < size ? null : page.getLast().groupId());
  }

  private static Optional<GroupBodies.GroupBody> body(Group group, UserId user) {
    GroupRecord head = group.head();
    return group
        .member(user)
        .map(
            member ->
                new GroupBodies.GroupBody(
                    head.thread().groupId(),
                    head.thread().value(),
                    head.name(),
                    head.description(),
                    name(member.role()),
                    group.current().size(),
                    head.createdAtMillis()));
  }

  @Get("/{id}/members")
  GroupBodies.MemberPage members(
      Authentication caller,
      @PathVariable String id,
      @QueryValue @Nullable String limit,
      @QueryValue @Nullable String cursor) {
    ThreadId group = GroupFields.group(id);
    int size = GroupFields.limit(limit);
    UserId after = GroupFields.cursorUser(cursor);
    requireMember(new UserId(caller.getName()), group);
    List<GroupIndex.Row> page = listed(() -> index.membersOf(group, after, size));
    return new GroupBodies.MemberPage(
        page.stream()
            .map(row -> new GroupBodies.MemberBody(row.user().value(), name(row.role())))
            .toList(),
        page.size() < size ? null : page.getLast().user().value());
  }

  /** What is answered is as of now, not as of what this node knew a moment ago. */
  private void catchUp() {
    try {
      groups.caughtUp().get(config.changeWithin().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw RequestRefused.unavailable("memberships cannot be read now", RETRY_AFTER, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw RequestRefused.unavailable("memberships cannot be read now", RETRY_AFTER, e);
    }
  }

  private void requireMember(UserId user, ThreadId thread) {
    catchUp();
    Optional<Member> member = groups.find(thread).flatMap(group -> group.member(user));
    if (member.isEmpty()) {
      throw RequestRefused.of(
          HttpStatus.FORBIDDEN,
          "NOT_A_MEMBER",
          "group_id: " + thread.groupId() + " (expected: one of yours)");
    }
  }

  private static <T> T listed(Supplier<T> read) {
    try {
      return read.get();
    } catch (GroupIndexUnavailable e) {
      throw RequestRefused.unavailable("groups cannot be listed now", RETRY_AFTER, e);
    }
  }

  private static String name(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }
}
