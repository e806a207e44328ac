package org.plumbline.chaos.history;

import java.util.List;

/**
 * What an event says besides its device and message; which fields have a meaning is said by its
 * {@link Operation}, and the factories here make no other.
 *
 * @param about whom or what it concerns: a user, several users with a comma between, a queue, a
 *     collapse id; may be empty
 * @param state what was seen or wanted: one of the constants here; may be empty
 * @param amount a size, depth or code, or -1
 * @param limit the most that the amount may be, or -1
 */
public record Particulars(String about, String state, long amount, long limit) {

  public static final String DELIVERED = "delivered";
  public static final String READ = "read";
  public static final String ONLINE = "online";
  public static final String OFFLINE = "offline";
  public static final String ADDED = "added";
  public static final String REMOVED = "removed";

  /** A group changed in something else than its members: its name, a role. */
  public static final String CHANGED = "changed";

  private static final long NONE = -1;

  /** How far a user has come: {@code read} or else {@code delivered}. */
  public static Particulars cursor(String user, boolean read) {
    return new Particulars(user, read ? READ : DELIVERED, NONE, NONE);
  }

  /** A user whose presence is asked for. */
  public static Particulars watched(String user) {
    return new Particulars(user, "", NONE, NONE);
  }

  /** A user who is said to be online, or not. */
  public static Particulars presence(String user, boolean online) {
    return new Particulars(user, online ? ONLINE : OFFLINE, NONE, NONE);
  }

  /** Users who are to be, or were, made members of a group. */
  public static Particulars added(List<String> users) {
    return new Particulars(String.join(",", users), ADDED, NONE, NONE);
  }

  /** Users who are to be, or were, removed from a group, or left it. */
  public static Particulars removed(List<String> users) {
    return new Particulars(String.join(",", users), REMOVED, NONE, NONE);
  }

  /** A change of a group that leaves its members alone. */
  public static Particulars changed() {
    return new Particulars("", CHANGED, NONE, NONE);
  }

  /** A push that takes the place of an earlier one of the same collapse id on the screen. */
  public static Particulars push(String collapseId) {
    return new Particulars(collapseId, "", NONE, NONE);
  }

  /** A paged read in pages of so many messages. */
  public static Particulars page(int messages) {
    return new Particulars("", "", messages, NONE);
  }

  /** So much was in the queue, in the unit of its bound. */
  public static Particulars queue(String queue, long depth, long cap) {
    return new Particulars(queue, "", depth, cap);
  }

  /** The code of a close frame. */
  public static Particulars closed(int code) {
    return new Particulars("", "", code, NONE);
  }

  /** The users of {@link #about}. */
  public List<String> users() {
    return about.isEmpty() ? List.of() : List.of(about.split(",", -1));
  }
}
