package org.plumbline.messenger.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.handler.ssl.SslHandler;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.plumbline.messenger.account.AccountsUnavailable;
import org.plumbline.messenger.account.Identity;
import org.plumbline.messenger.account.Tickets;
import org.plumbline.messenger.account.Tokens;
import org.plumbline.messenger.directory.DirectoryUnavailable;
import org.plumbline.messenger.directory.SessionDirectory.Registration;
import org.plumbline.messenger.node.NodeConfig;
import org.plumbline.messenger.node.NodeRole;
import org.plumbline.messenger.session.SessionConfig;
import org.plumbline.messenger.session.Sessions;
import org.plumbline.messenger.web.Origins;
import org.plumbline.protocol.FrameCodec;

/**
 * From a request to a session: who it is, whether it may, whether there is room, whether the
 * directory has recorded it. Each of these can refuse, with a status, before there is a socket.
 */
@Singleton
final class Upgrade {

  private static final int REGISTERING_MAX = 512;
  private static final int RETRY_SECONDS = 1;

  private final NodeConfig node;
  private final SessionConfig config;
  private final Origins origins;
  private final Tokens tokens;
  private final Tickets tickets;
  private final Sessions sessions;
  private final SessionLife life;
  private final FrameHandler frames;
  private final MeterRegistry meters;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore registering = new Semaphore(REGISTERING_MAX);

  Upgrade(
      NodeConfig node,
      SessionConfig config,
      Origins origins,
      Tokens tokens,
      Tickets tickets,
      Sessions sessions,
      SessionLife life,
      FrameHandler frames,
      MeterRegistry meters) {
    this.node = node;
    this.config = config;
    this.origins = origins;
    this.tokens = tokens;
    this.tickets = tickets;
    this.sessions = sessions;
    this.life = life;
    this.frames = frames;
    this.meters = meters;
  }

  void begin(ChannelHandlerContext ctx, HttpRequest request) {
    String authorization = request.headers().get(HttpHeaderNames.AUTHORIZATION);
    Optional<Identity> identity = tokens.verifyHeader(authorization);
    // A header counts alone: a ticket beside a bad one does not mend it.
    Optional<String> ticket = authorization == null ? ticket(request.uri()) : Optional.empty();
    String origin = request.headers().get(HttpHeaderNames.ORIGIN);
    if (!node.has(NodeRole.CHAT)) {
      refuse(ctx, "role", HttpResponseStatus.NOT_FOUND, "this node keeps no sessions");
    } else if (identity.isEmpty() && ticket.isEmpty()) {
      refuseToken(ctx);
    } else if (origin != null
        && !origins.isAllowed(origin, request.headers().get(HttpHeaderNames.HOST))) {
      refuse(ctx, "origin", HttpResponseStatus.FORBIDDEN, "this origin is not allowed");
    } else if (sessions.count() >= config.connectionsMax()) {
      refuse(ctx, "full", HttpResponseStatus.SERVICE_UNAVAILABLE, "this node is full");
    } else if (!registering.tryAcquire()) {
      refuse(ctx, "busy", HttpResponseStatus.SERVICE_UNAVAILABLE, "too many come at once");
    } else {
      executor.execute(() -> register(ctx, request, identity, ticket));
    }
  }

  private static Optional<String> ticket(String uri) {
    List<String> given = new QueryStringDecoder(uri).parameters().getOrDefault("ticket", List.of());
    return given.size() == 1 ? Optional.of(given.getFirst()) : Optional.empty();
  }

  private void register(
      ChannelHandlerContext ctx,
      HttpRequest request,
      Optional<Identity> verified,
      Optional<String> ticket) {
    try {
      Optional<Identity> holder = verified.or(() -> ticket.flatMap(tickets::redeem));
      if (holder.isEmpty()) {
        ctx.executor().execute(() -> refuseToken(ctx));
        return;
      }
      Identity identity = holder.get();
      Registration registration = life.register(identity);
      ctx.executor().execute(() -> open(ctx, request, identity, registration));
    } catch (DirectoryUnavailable | AccountsUnavailable e) {
      ctx.executor()
          .execute(
              () ->
                  refuse(
                      ctx,
                      "directory",
                      HttpResponseStatus.SERVICE_UNAVAILABLE,
                      "the session cannot be recorded now"));
    } finally {
      registering.release();
    }
  }

  private void open(
      ChannelHandlerContext ctx,
      HttpRequest request,
      Identity identity,
      Registration registration) {
    Channel channel = ctx.channel();
    if (!channel.isActive()) {
      life.abandon(identity, registration.epoch());
      return;
    }
    WebSocketServerHandshaker handshaker =
        new WebSocketServerHandshakerFactory(
                "ws://" + request.headers().get(HttpHeaderNames.HOST) + "/ws",
                null,
                WebSocketDecoderConfig.newBuilder()
                    .allowExtensions(false)
                    .maxFramePayloadLength(FrameCodec.FRAME_BYTES_MAX)
                    .withUTF8Validator(true)
                    .build())
            .newHandshaker(request);
    if (handshaker == null) {
      life.abandon(identity, registration.epoch());
      var _ = WebSocketServerHandshakerFactory.sendUnsupportedVersionResponse(channel);
      return;
    }
    keepOnly(ctx);
    var _ =
        handshaker.handshake(
            channel,
            new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1,
                request.method(),
                request.uri(),
                Unpooled.EMPTY_BUFFER,
                request.headers(),
                request.headers().copy().clear()),
            null,
            channel.newPromise());
    channel
        .pipeline()
        .addLast(new FlushConsolidationHandler(64, true))
        .addLast(new WebSocketFrameAggregator(FrameCodec.FRAME_BYTES_MAX))
        .addLast(frames);
    channel.pipeline().remove(ctx.handler());
    // Micronaut had switched to reading on demand.
    channel.config().setAutoRead(true);
    channel
        .config()
        .setWriteBufferWaterMark(
            new WriteBufferWaterMark(config.outboundBytesMax() / 2, config.outboundBytesMax()));
    life.opened(channel, identity, registration);
  }

  private static void keepOnly(ChannelHandlerContext ctx) {
    for (Map.Entry<String, ChannelHandler> each : ctx.pipeline().toMap().entrySet()) {
      ChannelHandler handler = each.getValue();
      boolean stays =
          handler instanceof HttpServerCodec
              || handler instanceof SslHandler
              || handler instanceof UpgradeHandler;
      if (!stays) {
        ctx.pipeline().remove(handler);
      }
    }
  }

  private void refuseToken(ChannelHandlerContext ctx) {
    refuse(ctx, "token", HttpResponseStatus.UNAUTHORIZED, "a valid token is needed");
  }

  private void refuse(
      ChannelHandlerContext ctx, String cause, HttpResponseStatus status, String detail) {
    meters.counter("messenger.sessions.refused", "cause", cause).increment();
    byte[] body =
        ("{\"code\":\"" + cause + "\",\"detail\":\"" + detail + "\"}")
            .getBytes(StandardCharsets.UTF_8);
    DefaultFullHttpResponse response =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(body));
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, "application/json")
        .set(HttpHeaderNames.CONTENT_LENGTH, body.length)
        .set(HttpHeaderNames.CONNECTION, "close");
    if (status.equals(HttpResponseStatus.SERVICE_UNAVAILABLE)) {
      response.headers().set(HttpHeaderNames.RETRY_AFTER, RETRY_SECONDS);
    }
    // From this handler's place on: Micronaut's handlers know nothing of this request.
    ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
  }
}
