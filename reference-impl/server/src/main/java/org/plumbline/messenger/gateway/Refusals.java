package org.plumbline.messenger.gateway;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpVersion;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** Answers upgrades that come to nothing, and counts them by their cause. */
@Singleton
final class Refusals {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final Map<Refusal, Counter> counters = new EnumMap<>(Refusal.class);

  Refusals(MeterRegistry meters) {
    for (Refusal each : Refusal.values()) {
      counters.put(each, meters.counter("messenger.sessions.refused", "cause", each.label()));
    }
  }

  void answer(ChannelHandlerContext ctx, Refusal refusal) {
    answer(ctx, refusal, RETRY_AFTER);
  }

  /** Answers, and closes once the answer is written. */
  void answer(ChannelHandlerContext ctx, Refusal refusal, Duration retryAfter) {
    Objects.requireNonNull(counters.get(refusal)).increment();
    byte[] body =
        ("{\"code\":\"" + refusal.label() + "\",\"detail\":\"" + refusal.detail() + "\"}")
            .getBytes(StandardCharsets.UTF_8);
    DefaultFullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, refusal.status(), Unpooled.wrappedBuffer(body));
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, "application/json")
        .set(HttpHeaderNames.CONTENT_LENGTH, body.length)
        .set(HttpHeaderNames.CONNECTION, "close");
    if (refusal.isPassing()) {
      long seconds = Math.max(1, retryAfter.plusMillis(999).toSeconds());
      response.headers().set(HttpHeaderNames.RETRY_AFTER, seconds);
    }
    if (refusal == Refusal.VERSION) {
      response.headers().set(HttpHeaderNames.SEC_WEBSOCKET_VERSION, "13");
    }
    // From this handler's place on: Micronaut's handlers know nothing of this request.
    ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
  }
}
