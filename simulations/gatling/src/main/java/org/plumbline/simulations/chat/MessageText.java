package org.plumbline.simulations.chat;

import java.util.OptionalLong;
import java.util.SplittableRandom;

/**
 * The text of a message: its number and its intended send time in front, then words up to the
 * wanted length.
 *
 * <p>Words, because storage and network may compress: one repeated letter would take no room on
 * disk, and random bytes would take more than chats do.
 */
public final class MessageText {

  private static final String[] WORDS =
      """
      the be to of and a in that have it for not on with he as you do at this but his by from they
      we say her she or an will my one all would there their what so up out if about who get which
      go me when make can like time no just him know take people into year your good some could them
      see other than then now look only come its over think also back after use two how our work
      first well way even new want because any these give day most us tomorrow tonight please thanks
      where home call later sorry great train dinner minutes photo maybe already birthday weekend
      """
          .strip()
          .split("\\s+");

  private static final char END_OF_FRONT = ':';

  private MessageText() {}

  /**
   * The text of that message.
   *
   * @param length wanted characters; a text is never shorter than its front part
   * @param seed makes the words reproducible
   */
  public static String compose(int message, long intendedMicros, int length, long seed) {
    StringBuilder text = new StringBuilder(Math.max(length, 24));
    text.append(Integer.toString(message, 36))
        .append('.')
        .append(Long.toString(intendedMicros, 36))
        .append(END_OF_FRONT);
    int front = text.length();
    SplittableRandom random = new SplittableRandom(seed * 1_000_003L + message);
    while (text.length() < length) {
      text.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
    }
    text.setLength(Math.max(front, length));
    return text.toString();
  }

  /** The message's number, or empty when the text is none of ours. */
  static OptionalLong message(String text) {
    int dot = text.indexOf('.');
    int end = text.indexOf(END_OF_FRONT);
    return dot > 0 && end > dot ? number(text, 0, dot) : OptionalLong.empty();
  }

  /** The intended send time in microseconds, or empty when the text is none of ours. */
  static OptionalLong intendedMicros(String text) {
    int dot = text.indexOf('.');
    int end = text.indexOf(END_OF_FRONT);
    return dot > 0 && end > dot ? number(text, dot + 1, end) : OptionalLong.empty();
  }

  private static OptionalLong number(String text, int from, int to) {
    try {
      return OptionalLong.of(Long.parseLong(text, from, to, 36));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }
}
