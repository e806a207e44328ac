package org.plumbline.simulations.day;

/**
 * A message that is to be sent.
 *
 * @param sender number of the user
 * @param recipient number of the contact, or {@link #GROUP} for the sender's group
 * @param image whether it is an image, and no text
 * @param length characters of the text
 */
record DayMessage(int sender, int recipient, boolean image, int length) {

  static final int GROUP = -1;

  boolean toGroup() {
    return recipient == GROUP;
  }
}
