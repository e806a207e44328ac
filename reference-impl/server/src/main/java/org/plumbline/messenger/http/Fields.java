package org.plumbline.messenger.http;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Fields of requests that name someone or something. */
public final class Fields {

  private Fields() {}

  /** The field's value, or 400 that names the field, its value and what was expected. */
  public static <T> T named(String field, @Nullable String value, Function<String, T> reader) {
    if (value == null) {
      throw RequestRefused.malformed(field + ": missing (expected: a name)");
    }
    try {
      return reader.apply(value);
    } catch (IllegalArgumentException e) {
      throw RequestRefused.malformed(String.valueOf(e.getMessage()));
    }
  }

  /** As {@link #named}, where the field may be missing. */
  public static <T> @Nullable T namedIfThere(
      String field, @Nullable String value, Function<String, T> reader) {
    return value == null ? null : named(field, value, reader);
  }

  /** A page's size, or 400. */
  public static int limit(@Nullable String value, int standard, int most) {
    if (value == null) {
      return standard;
    }
    String expected = " (expected: 1 to " + most + ")";
    try {
      int limit = Integer.parseInt(value);
      if (limit >= 1 && limit <= most) {
        return limit;
      }
    } catch (NumberFormatException e) {
      throw RequestRefused.malformed("limit: not a number" + expected);
    }
    throw RequestRefused.malformed("limit: " + value + expected);
  }
}
