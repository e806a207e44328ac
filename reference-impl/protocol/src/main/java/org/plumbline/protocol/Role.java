package org.plumbline.protocol;

/** What a member of a group may do. Roles above the plain member include what those below may. */
public enum Role {
  /** Reads and writes, and may leave. */
  MEMBER,
  /** Also invites, removes and renames. */
  ADMIN,
  /** Also gives roles and deletes the group. A group has one owner. */
  OWNER;

  /** Whether this role may do what {@code other} may. */
  public boolean atLeast(Role other) {
    return compareTo(other) >= 0;
  }
}
