package org.plumbline.messenger.group;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.http.RequestRefused;
import org.plumbline.protocol.Content.MembershipChange;
import org.plumbline.protocol.Role;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/** Reads the fields of requests on groups; a bad one is refused by its name, value and range. */
final class GroupFields {

  static final int NAME_LENGTH_MAX = 128;
  static final int DESCRIPTION_LENGTH_MAX = 1_024;
  static final int LIMIT_MAX = 500;
  private static final int LIMIT_DEFAULT = 100;

  private GroupFields() {}

  static ThreadId group(@Nullable String id) {
    return required("group_id", id, ThreadId::group);
  }

  static UserId user(@Nullable String id) {
    return required("user_id", id, UserId::new);
  }

  static @Nullable TempId tempId(@Nullable String id) {
    return id == null ? null : required("temp_id", id, TempId::new);
  }

  static @Nullable UserId cursorUser(@Nullable String id) {
    return id == null ? null : required("cursor", id, UserId::new);
  }

  static @Nullable ThreadId cursorGroup(@Nullable String id) {
    return id == null ? null : required("cursor", id, ThreadId::group);
  }

  private static <T> T required(String field, @Nullable String value, Function<String, T> read) {
    if (value == null) {
      throw RequestRefused.malformed(field + ": missing (expected: a name)");
    }
    try {
      return read.apply(value);
    } catch (IllegalArgumentException e) {
      throw RequestRefused.malformed(
          String.valueOf(e.getMessage()).replaceFirst("^[a-z_]+:", field + ":"));
    }
  }

  static List<UserId> users(@Nullable List<@Nullable String> names, int least) {
    Set<UserId> users = new LinkedHashSet<>();
    if (names != null) {
      names.forEach(name -> users.add(required("users", name, UserId::new)));
    }
    if (users.size() < least || users.size() > MembershipChange.USERS_MAX) {
      throw RequestRefused.malformed(
          "users: "
              + users.size()
              + " (expected: "
              + least
              + " to "
              + MembershipChange.USERS_MAX
              + ")");
    }
    return List.copyOf(users);
  }

  static String name(@Nullable String name) {
    return text("name", name, 1, NAME_LENGTH_MAX);
  }

  static String description(@Nullable String description) {
    return text("description", description, 0, DESCRIPTION_LENGTH_MAX);
  }

  private static String text(String field, @Nullable String given, int least, int most) {
    String text = given == null ? "" : given.strip();
    if (text.length() < least || text.length() > most) {
      throw RequestRefused.malformed(
          field + ": " + text.length() + " characters (expected: " + least + " to " + most + ")");
    }
    return text;
  }

  static Role role(@Nullable String name) {
    for (Role role : Role.values()) {
      if (role.name().toLowerCase(Locale.ROOT).equals(name)) {
        return role;
      }
    }
    throw RequestRefused.malformed(
        "role: "
            + name
            + " (expected: one of "
            + Arrays.toString(Role.values()).toLowerCase(Locale.ROOT)
            + ")");
  }

  static int limit(@Nullable String limit) {
    if (limit == null) {
      return LIMIT_DEFAULT;
    }
    try {
      int value = Integer.parseInt(limit);
      if (value >= 1 && value <= LIMIT_MAX) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw RequestRefused.malformed("limit: not a number (expected: 1 to " + LIMIT_MAX + ")");
    }
    throw RequestRefused.malformed("limit: " + limit + " (expected: 1 to " + LIMIT_MAX + ")");
  }
}
