package org.plumbline.messenger.account;

import io.micronaut.http.HttpStatus;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.http.RequestRefused;

/** What the routes of accounts answer alike. */
final class AccountAnswers {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private AccountAnswers() {}

  /** The work's result, or 503 when a store or a turn for hashing is not to be had. */
  static <T> T available(Supplier<T> work) {
    try {
      return work.get();
    } catch (HashingBusy | AccountsUnavailable e) {
      throw RequestRefused.unavailable(
          "accounts cannot be reached now; nothing is wrong with the request", RETRY_AFTER, e);
    }
  }

  /** The field's value, or 400 that names the field, its value and what was expected. */
  static <T> T named(String field, @Nullable String value, Function<String, T> reader) {
    if (value == null) {
      throw RequestRefused.malformed(field + ": missing (expected: a name)");
    }
    try {
      return reader.apply(value);
    } catch (IllegalArgumentException e) {
      throw RequestRefused.malformed(String.valueOf(e.getMessage()));
    }
  }

  /** 401, with no word on which part of the proof was wrong. */
  static RequestRefused unauthorized(String detail) {
    return RequestRefused.of(HttpStatus.UNAUTHORIZED, "UNAUTHORIZED", detail);
  }
}
