package org.plumbline.capacity.order;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.plumbline.capacity.quantity.TimeSpan;

/**
 * The five steps of s1 (lines 90 to 94): user 1 sends M1, user 2 sends M2, one server stamps both
 * as it receives them and passes each on to the other user. Each user sees his own message when he
 * sends it.
 *
 * @param firstSent when user 1 sends M1
 * @param secondSent when user 2 sends M2
 * @param oneWay how long a message takes between a user and the server, either way
 */
public record CrossingMessages(TimeSpan firstSent, TimeSpan secondSent, TimeSpan oneWay) {

  /** The message of user 1. */
  public static final String M1 = "M1";

  /** The message of user 2. */
  public static final String M2 = "M2";

  /** How a client puts what it knows on the screen. */
  public enum Rule {
    /** Below whatever is there already. */
    AS_THEY_COME,
    /** By the server's stamp, also above what is there already. */
    BY_SERVER_TIME
  }

  /**
   * What the two see in the end, from top to bottom.
   *
   * @param movedAbove messages that came in above one that was on a screen already
   */
  public record Views(List<String> user1, List<String> user2, int movedAbove) {
    /** Whether both see the same. */
    public boolean agree() {
      return user1.equals(user2);
    }
  }

  private record Shown(String message, double at, double stamp) {}

  /** When the server receives M1: the document's T1. */
  public TimeSpan firstStamp() {
    return new TimeSpan(firstSent.seconds() + oneWay.seconds());
  }

  /** When the server receives M2: the document's T2. */
  public TimeSpan secondStamp() {
    return new TimeSpan(secondSent.seconds() + oneWay.seconds());
  }

  /** What both see when all has arrived. */
  public Views views(Rule rule) {
    double t1 = firstStamp().seconds();
    double t2 = secondStamp().seconds();
    Shown own1 = new Shown(M1, firstSent.seconds(), t1);
    Shown own2 = new Shown(M2, secondSent.seconds(), t2);
    Shown theirs1 = new Shown(M2, t2 + oneWay.seconds(), t2);
    Shown theirs2 = new Shown(M1, t1 + oneWay.seconds(), t1);
    List<String> user1 = ordered(own1, theirs1, rule);
    List<String> user2 = ordered(own2, theirs2, rule);
    int moved = moved(user1, own1, theirs1) + moved(user2, own2, theirs2);
    return new Views(user1, user2, moved);
  }

  private static List<String> ordered(Shown one, Shown other, Rule rule) {
    Comparator<Shown> by =
        switch (rule) {
          case AS_THEY_COME -> Comparator.comparingDouble(Shown::at);
          case BY_SERVER_TIME -> Comparator.comparingDouble(Shown::stamp);
        };
    return Stream.of(one, other).sorted(by).map(Shown::message).toList();
  }

  private static int moved(List<String> view, Shown one, Shown other) {
    String later = one.at() > other.at() ? one.message() : other.message();
    return view.getFirst().equals(later) ? 1 : 0;
  }
}
