package org.plumbline.messenger.admin;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.delivery.Replay;
import org.plumbline.messenger.http.RequestRefused;
import org.plumbline.messenger.log.DeadLetter;
import org.plumbline.messenger.log.DeadLetters;
import org.plumbline.messenger.log.LogEntry.Submission;

/**
 * {@code GET /admin/v1/dead-letters} and {@code POST /admin/v1/dead-letters/replay}, with the
 * operator's secret in {@code X-Admin-Token}. No answer holds words of a message.
 */
@SecurityRequirement(name = OperatorFilter.SECRET)
@Controller("/admin/v1/dead-letters")
@ExecuteOn(TaskExecutors.BLOCKING)
final class DeadLetterController {

  private final Replay replay;

  DeadLetterController(Replay replay) {
    this.replay = replay;
  }

  @Get
  Letters list(@QueryValue(defaultValue = "100") int limit) {
    if (limit < 1 || limit > DeadLetters.LIST_MAX) {
      throw RequestRefused.malformed(
          "limit: " + limit + " (expected: 1 to " + DeadLetters.LIST_MAX + ")");
    }
    return new Letters(
        reached(() -> replay.list(limit)).stream().map(DeadLetterController::body).toList());
  }

  @Post("/replay")
  Result replay() {
    DeadLetters.Replayed done = reached(replay::replay);
    return new Result(done.replayed(), done.thereAlready(), done.kept(), done.finished());
  }

  private static <T> T reached(Supplier<T> work) {
    try {
      return work.get();
    } catch (DeadLetters.LettersUnavailable e) {
      throw RequestRefused.unavailable(
          "the dead letters cannot be reached now", AdminConfig.RETRY_AFTER, e);
    }
  }

  private static Letter body(DeadLetter letter) {
    Submission submission = letter.submission();
    return new Letter(
        letter.cause().label(),
        letter.detail(),
        letter.partition(),
        letter.seq(),
        letter.atMillis(),
        submission == null ? null : submission.thread().value(),
        submission == null ? null : submission.id().toString());
  }

  /** The answer to the list. */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Letters(List<Letter> deadLetters) {}

  /**
   * One letter.
   *
   * @param partition -1 where it is not known
   * @param time milliseconds since 1970
   * @param threadId null when the record cannot be read, like the message's id
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Letter(
      String cause,
      String detail,
      int partition,
      long offset,
      long time,
      @Nullable String threadId,
      @Nullable String messageId) {}

  /**
   * What a replay did.
   *
   * @param finished false when the store could not be reached any more: try again later
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Result(int replayed, int thereAlready, int kept, boolean finished) {}
}
