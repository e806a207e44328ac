package org.plumbline.messenger.gateway;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/** Waits on one connection for a request to {@code /ws} that asks for a WebSocket. */
final class UpgradeHandler extends ChannelInboundHandlerAdapter {

  private static final String PATH = "/ws";

  private final Upgrade upgrade;
  private @Nullable HttpRequest pending;
  private boolean asked;

  UpgradeHandler(Upgrade upgrade) {
    this.upgrade = upgrade;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (asked) {
      // Before the answer to an upgrade there is nothing to say (RFC 6455, section 4.1).
      ReferenceCountUtil.release(message);
      var _ = ctx.close();
      return;
    }
    if (pending == null && message instanceof HttpRequest request && asksForSocket(request)) {
      pending = request;
    }
    HttpRequest request = pending;
    if (request == null || !(message instanceof HttpObject)) {
      ctx.fireChannelRead(message);
      return;
    }
    boolean whole = message instanceof LastHttpContent;
    if (message instanceof HttpContent content) {
      content.release();
    }
    if (whole) {
      pending = null;
      asked = true;
      upgrade.begin(ctx, request);
    } else {
      // Micronaut reads on demand, and it does not know that we wait.
      ctx.read();
    }
  }

  private static boolean asksForSocket(HttpRequest request) {
    String uri = request.uri();
    boolean ours = uri.equals(PATH) || uri.startsWith(PATH + "?");
    return ours
        && request
            .headers()
            .containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
  }
}
