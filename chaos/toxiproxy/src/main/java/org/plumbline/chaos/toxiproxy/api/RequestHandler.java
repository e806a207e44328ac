package org.plumbline.chaos.toxiproxy.api;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Date;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Answers one request after the other, each on a thread of its own that may block. */
final class RequestHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final int ANSWER_SECONDS_MAX = 25;

  /** What Go's TimeoutHandler sends when it has no text of its own. */
  private static final String TIMED_OUT =
      "<html><head><title>Timeout</title></head><body><h1>Timeout</h1></body></html>";

  private final Routes routes;
  private final InstantSource clock;
  private final RequestIds ids;
  private final Deadlines deadlines;

  RequestHandler(Routes routes, InstantSource clock, RequestIds ids, Deadlines deadlines) {
    this.routes = routes;
    this.clock = clock;
    this.ids = ids;
    this.deadlines = deadlines;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    deadlines.requestRead(context);
    var loop = context.channel().eventLoop();
    var answered = new AtomicBoolean();
    if (!isHttp(request)) {
      send(context, answered, Answer.notHttp(missingHost(request)), false);
      return;
    }
    boolean keepAlive = HttpUtil.isKeepAlive(request);
    var late =
        loop.schedule(
            () -> send(context, answered, timedOut(), keepAlive),
            ANSWER_SECONDS_MAX,
            TimeUnit.SECONDS);
    // The next request of this connection waits for the answer to this one.
    context.channel().config().setAutoRead(false);
    request.retain();
    Thread.startVirtualThread(
        () -> {
          var answer = answer(request);
          request.release();
          late.cancel(false);
          loop.execute(() -> send(context, answered, answer, keepAlive));
        });
  }

  private static boolean isHttp(FullHttpRequest request) {
    return request.decoderResult().isSuccess() && missingHost(request).isEmpty();
  }

  private static String missingHost(FullHttpRequest request) {
    boolean missing =
        request.decoderResult().isSuccess()
            && request.protocolVersion().equals(HttpVersion.HTTP_1_1)
            && !request.headers().contains(HttpHeaderNames.HOST);
    return missing ? ": missing required Host header" : "";
  }

  private static Answer timedOut() {
    return Answer.of(503, "text/html; charset=utf-8", TIMED_OUT);
  }

  private Answer answer(FullHttpRequest request) {
    try {
      var path = new QueryStringDecoder(request.uri()).path();
      var found = routes.find(request.method().name(), path);
      if (found.matched() && isBrowser(request)) {
        return Answer.of(403, Answer.TEXT, "User agent not allowed\n");
      }
      return found.answer(request.content().toString(StandardCharsets.UTF_8));
    } catch (RuntimeException e) {
      return Answer.of(500, Answer.TEXT, GoText.of(Shapes.error(String.valueOf(e), 500)) + "\n");
    }
  }

  /** A page in a browser must not be able to reach the API of its user's machine. */
  private static boolean isBrowser(FullHttpRequest request) {
    return request.headers().get(HttpHeaderNames.USER_AGENT, "").startsWith("Mozilla/");
  }

  private void send(
      ChannelHandlerContext context, AtomicBoolean answered, Answer answer, boolean keepAlive) {
    if (!answered.compareAndSet(false, true)) {
      return;
    }
    var written = context.writeAndFlush(response(answer, keepAlive));
    if (keepAlive) {
      var _ = written.addListener(_ -> deadlines.answered(context));
      context.channel().config().setAutoRead(true);
    } else {
      var _ = written.addListener(ChannelFutureListener.CLOSE);
    }
  }

  private FullHttpResponse response(Answer answer, boolean keepAlive) {
    var body = Unpooled.copiedBuffer(answer.body(), StandardCharsets.UTF_8);
    var response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(answer.status()), body);
    var headers = response.headers();
    if (answer.contentType() != null) {
      headers.set(HttpHeaderNames.CONTENT_TYPE, answer.contentType());
    }
    if (answer.location() != null) {
      headers.set(HttpHeaderNames.LOCATION, answer.location());
    }
    if (answer.status() != 400 || answer.matched()) {
      // Go sets neither when it could not read the request at all.
      if (Answer.TEXT.equals(answer.contentType())) {
        headers.set("X-Content-Type-Options", "nosniff");
      }
      headers.set(HttpHeaderNames.DATE, DateFormatter.format(Date.from(clock.instant())));
    }
    if (answer.matched()) {
      headers.set("X-Toxiproxy-Request-Id", ids.next());
    }
    if (answer.status() != 204) {
      headers.setInt(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
    }
    HttpUtil.setKeepAlive(response, keepAlive);
    return response;
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    var _ = context.close();
  }
}
