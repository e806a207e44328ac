package org.plumbline.protocol;

/** The one rule for names that come from outside: users, devices, temporary ids. */
final class Identifier {

  /** Longest name in characters; it bounds directory keys, log records and rows. */
  static final int LENGTH_MAX = 64;

  private Identifier() {}

  static String checked(String field, String value) {
    if (value.isEmpty() || value.length() > LENGTH_MAX) {
      throw new IllegalArgumentException(
          field + ": " + shortened(value) + " (expected: 1 to " + LENGTH_MAX + " characters)");
    }
    for (int i = 0; i < value.length(); i++) {
      if (!isAllowed(value.charAt(i))) {
        throw new IllegalArgumentException(
            field + ": " + shortened(value) + " (expected: letters, digits, '.', '_' or '-')");
      }
    }
    return value;
  }

  // The colon stays out: it separates the two users of a direct thread's id and the parts of keys.
  private static boolean isAllowed(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '.'
        || c == '_'
        || c == '-';
  }

  static String shortened(String value) {
    return value.length() <= LENGTH_MAX ? value : value.substring(0, LENGTH_MAX) + "...";
  }
}
