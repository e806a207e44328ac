package org.plumbline.messenger.membership;

/**
 * What became of a change that stands in a group's order.
 *
 * @param seq the change's place
 * @param first where the same change stood first, for {@link Outcome#REPEATED}; otherwise the seq
 */
public record Verdict(long seq, Outcome outcome, long first) {

  /** Applied, or the reason why the change is void: then nobody is told of it. */
  public enum Outcome {
    APPLIED,
    /** The same change of the same sender stands earlier in the order. */
    REPEATED,
    /** There is no such group, or it was deleted. */
    NO_GROUP,
    /** A group of this id exists already. */
    EXISTS,
    /** Who asked for it was no member at this place. */
    NOT_A_MEMBER,
    /** Who asked for it did not have the role. */
    NOT_ALLOWED,
    /** The owner cannot leave the others alone: another has to be made owner first. */
    OWNER_STAYS,
    /** All was already as it asked. */
    NOTHING_TO_CHANGE,
    /** The group would have more members than it may. */
    TOO_MANY
  }

  static Verdict of(long seq, Outcome outcome) {
    return new Verdict(seq, outcome, seq);
  }

  public boolean isApplied() {
    return outcome == Outcome.APPLIED;
  }
}
