package org.plumbline.messenger.account;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.http.Fields;
import org.plumbline.messenger.http.RequestRefused;
import org.plumbline.protocol.UserId;

/** {@code POST /user/v1/code}: sends a verification code, which needs no token. */
@Controller("/user/v1")
@ExecuteOn(TaskExecutors.VIRTUAL)
final class CodeController {

  private static final String CHANNEL_STANDARD = "sms";
  private static final Pattern CHANNEL = Pattern.compile("[a-z]{1,16}");

  private final Codes codes;

  CodeController(Codes codes) {
    this.codes = codes;
  }

  /**
   * Sends a code of six digits to the user, if there is one: the answer is 202 either way. 429 with
   * Retry-After when the user has had too many lately; 501 when nobody is configured to bring it.
   */
  @Post("/code")
  HttpResponse<Sent> code(@Body Asking asking) {
    UserId user = Fields.named("user_id", asking.userId(), UserId::new);
    String asked = asking.channel();
    String channel = asked == null ? CHANNEL_STANDARD : asked;
    if (!CHANNEL.matcher(channel).matches()) {
      throw RequestRefused.malformed("channel: not readable (expected: such as sms or mail)");
    }
    return switch (AccountAnswers.available(() -> codes.ask(user, channel))) {
      case Codes.Asked.Sent(Duration life) ->
          HttpResponse.accepted().body(new Sent(life.toSeconds()));
      case Codes.Asked.TooMany(Duration retryAfter) ->
          throw RequestRefused.throttled("user_id: too many codes lately", retryAfter);
      case Codes.Asked.NoSender _ ->
          throw RequestRefused.of(
              HttpStatus.NOT_IMPLEMENTED,
              "NO_CODE_SENDER",
              "messenger.code.webhook: missing (expected: where codes are sent to)");
    };
  }

  /**
   * What code takes.
   *
   * @param channel how the code shall come; {@code sms} when it is missing
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Asking(@Nullable String userId, @Nullable String channel) {}

  /** What code answers; {@code expiresIn} in seconds. */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Sent(long expiresIn) {}
}
