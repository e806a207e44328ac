package org.plumbline.simulations.stub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.FrameCodec;
import org.plumbline.protocol.UserId;

/** One connection of the stub: HTTP, until it becomes a WebSocket. */
final class StubHttp extends SimpleChannelInboundHandler<FullHttpRequest> {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BEARER = "Bearer ";

  private final StubMemory memory;
  private final String node;

  StubHttp(StubMemory memory, String node) {
    this.memory = memory;
    this.node = node;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request)
      throws Exception {
    switch (request.uri()) {
      case "/user/v1/register" -> {
        JsonNode body = JSON.readTree(ByteBufUtil.getBytes(request.content()));
        boolean registered =
            memory.register(body.path("user_id").asText(), body.path("password").asText());
        answer(
            context, registered ? HttpResponseStatus.CREATED : HttpResponseStatus.CONFLICT, "{}");
      }
      case "/user/v1/auth" -> {
        JsonNode body = JSON.readTree(ByteBufUtil.getBytes(request.content()));
        String user = body.path("user_id").asText();
        boolean known = memory.matches(user, body.path("password").asText());
        String device = body.path("device_id").asText();
        String token = JSON.createObjectNode().put("token", user + "~" + device).toString();
        answer(context, known ? HttpResponseStatus.OK : HttpResponseStatus.UNAUTHORIZED, token);
      }
      case "/user/v1/friend/add" ->
          answer(context, HttpResponseStatus.OK, "{\"state\":\"friends\"}");
      case "/user/v1/group/create" -> group(context, request);
      case "/prometheus" -> answer(context, HttpResponseStatus.OK, memory.metricsOf(node));
      case "/ws" -> upgrade(context, request);
      default -> answer(context, HttpResponseStatus.NOT_FOUND, "{}");
    }
  }

  private void group(ChannelHandlerContext context, FullHttpRequest request) throws IOException {
    String[] token = token(request);
    if (token.length != 2) {
      answer(context, HttpResponseStatus.UNAUTHORIZED, "{}");
      return;
    }
    List<UserId> members = new ArrayList<>(List.of(new UserId(token[0])));
    for (JsonNode user : JSON.readTree(ByteBufUtil.getBytes(request.content())).path("users")) {
      members.add(new UserId(user.asText()));
    }
    String thread = memory.group(members).value();
    answer(
        context,
        HttpResponseStatus.CREATED,
        JSON.createObjectNode()
            .put("group_id", thread.substring(2))
            .put("thread_id", thread)
            .toString());
  }

  /** User and device, or nothing for a stranger. */
  private static String[] token(FullHttpRequest request) {
    String authorization = request.headers().get(HttpHeaderNames.AUTHORIZATION, "");
    return authorization.startsWith(BEARER)
        ? authorization.substring(BEARER.length()).split("~", 2)
        : new String[0];
  }

  private void upgrade(ChannelHandlerContext context, FullHttpRequest request) {
    String[] token = token(request);
    if (token.length != 2) {
      answer(context, HttpResponseStatus.UNAUTHORIZED, "{}");
      return;
    }
    WebSocketServerHandshaker handshaker =
        new WebSocketServerHandshakerFactory("ws://127.0.0.1/ws", null, false)
            .newHandshaker(request);
    StubMemory.Session session =
        new StubMemory.Session(new UserId(token[0]), new DeviceId(token[1]), context.channel());
    context.pipeline().addLast(new Frames(memory, session));
    handshaker.handshake(context.channel(), request).addListener(_ -> memory.open(session, node));
    context.pipeline().remove(this);
  }

  private static void answer(
      ChannelHandlerContext context, HttpResponseStatus status, String body) {
    DefaultFullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, status, Unpooled.copiedBuffer(body, StandardCharsets.UTF_8));
    response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes());
    var _ = context.writeAndFlush(response);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    var _ = context.close();
  }

  /** The frames of one session. */
  private static final class Frames extends SimpleChannelInboundHandler<WebSocketFrame> {

    private final StubMemory memory;
    private final StubMemory.Session session;

    private Frames(StubMemory memory, StubMemory.Session session) {
      this.memory = memory;
      this.session = session;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame)
        throws Exception {
      switch (frame) {
        case TextWebSocketFrame text ->
            memory.accept(
                session,
                FrameCodec.decodeClient(ByteBufUtil.getBytes(text.content())),
                text.content().readableBytes());
        case CloseWebSocketFrame close -> {
          var _ = context.writeAndFlush(close.retain()).addListener(ChannelFutureListener.CLOSE);
        }
        default -> {}
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      memory.closed(session);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, @Nullable Throwable cause) {
      var _ = context.close();
    }
  }
}
