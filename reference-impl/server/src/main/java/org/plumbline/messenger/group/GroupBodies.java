package org.plumbline.messenger.group;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the routes of groups take and answer. What is missing in a request is null. */
final class GroupBodies {

  private GroupBodies() {}

  /** What create takes. */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Creation(
      @Nullable String name,
      @Nullable String description,
      @Nullable List<@Nullable String> users,
      @Nullable String tempId) {}

  /**
   * What the other changes take; each needs some of the fields.
   *
   * @param tempId the caller's name for this change: a repeat of it is not done again
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Change(
      @Nullable String groupId,
      @Nullable List<@Nullable String> users,
      @Nullable String userId,
      @Nullable String role,
      @Nullable String name,
      @Nullable String description,
      @Nullable String tempId) {}

  /**
   * A change that was applied.
   *
   * @param seq its place in the group's thread
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Changed(String groupId, String threadId, long seq) {}

  /**
   * A page of the caller's groups, ascending by id.
   *
   * @param next what to give as {@code cursor} for the next page, or null at the end
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record GroupPage(List<GroupBody> groups, @Nullable String next) {}

  /**
   * A group.
   *
   * @param role the caller's
   * @param members how many there are
   * @param createdAt in milliseconds since 1970
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record GroupBody(
      String groupId,
      String threadId,
      String name,
      String description,
      String role,
      int members,
      long createdAt) {}

  /**
   * A page of members, ascending by name.
   *
   * @param next what to give as {@code cursor} for the next page, or null at the end
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record MemberPage(List<MemberBody> members, @Nullable String next) {}

  /** A member. */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record MemberBody(String userId, String role) {}
}
