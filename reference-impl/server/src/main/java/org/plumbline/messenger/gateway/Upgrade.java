package org.plumbline.messenger.gateway;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
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
import org.plumbline.messenger.limit.Allowance;
import org.plumbline.messenger.limit.ClientAddresses;
import org.plumbline.messenger.limit.RateLimits;
import org.plumbline.messenger.node.NodeConfig;
import org.plumbline.messenger.node.NodeRole;
import org.plumbline.messenger.session.SessionConfig;
import org.plumbline.messenger.session.Sessions;
import org.plumbline.messenger.web.Origins;

/**
 * From a request to a session: who it is, whether it may, whether there is room, whether the
 * directory has recorded it. Each of these can refuse, with a status, before there is a socket.
 */
@Singleton
final class Upgrade {

  private static final int REGISTERING_MAX = 512;
  private static final String FORWARDED_FOR = "X-Forwarded-For";

  private final NodeConfig node;
  private final SessionConfig config;
  private final Origins origins;
  private final Tokens tokens;
  private final Tickets tickets;
  private final Sessions sessions;
  private final SessionLife life;
  private final SocketPipeline pipeline;
  private final DrainState drain;
  private final RateLimits limits;
  private final ClientAddresses addresses;
  private final Refusals refusals;
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
      SocketPipeline pipeline,
      DrainState drain,
      RateLimits limits,
      ClientAddresses addresses,
      Refusals refusals) {
    this.node = node;
    this.config = config;
    this.origins = origins;
    this.tokens = tokens;
    this.tickets = tickets;
    this.sessions = sessions;
    this.life = life;
    this.pipeline = pipeline;
    this.drain = drain;
    this.limits = limits;
    this.addresses = addresses;
    this.refusals = refusals;
  }

  void begin(ChannelHandlerContext ctx, HttpRequest request) {
    Refusal fault = unfit(request).orElse(null);
    if (fault != null) {
      refusals.answer(ctx, fault);
      return;
    }
    String authorization = request.headers().get(HttpHeaderNames.AUTHORIZATION);
    Optional<Identity> identity = tokens.verifyHeader(authorization);
    // A header counts alone: a ticket beside a bad one does not mend it.
    Optional<String> ticket = authorization == null ? ticket(request.uri()) : Optional.empty();
    long waitMillis =
        identity
            .map(holder -> limits.take(Allowance.UPGRADE, holder.user() + "/" + holder.device()))
            .orElseGet(() -> limits.take(Allowance.STRANGER, address(ctx, request)));
    String origin = request.headers().get(HttpHeaderNames.ORIGIN);
    if (waitMillis > 0) {
      refusals.answer(ctx, Refusal.THROTTLED, Duration.ofMillis(waitMillis));
    } else if (identity.isEmpty() && ticket.isEmpty()) {
      refusals.answer(ctx, Refusal.TOKEN);
    } else if (origin != null
        && !origins.isAllowed(origin, request.headers().get(HttpHeaderNames.HOST))) {
      refusals.answer(ctx, Refusal.ORIGIN);
    } else if (sessions.count() >= config.connectionsMax()) {
      refusals.answer(ctx, Refusal.FULL);
    } else if (!registering.tryAcquire()) {
      refusals.answer(ctx, Refusal.BUSY);
    } else {
      executor.execute(() -> register(ctx, request, identity, ticket));
    }
  }

  private static Optional<String> ticket(String uri) {
    List<String> given = new QueryStringDecoder(uri).parameters().getOrDefault("ticket", List.of());
    return given.size() == 1 ? Optional.of(given.getFirst()) : Optional.empty();
  }

  /** What needs no look at who asks. */
  private Optional<Refusal> unfit(HttpRequest request) {
    if (!node.has(NodeRole.CHAT)) {
      return Optional.of(Refusal.ROLE);
    }
    return drain.isDraining() ? Optional.of(Refusal.DRAINING) : Handshake.fault(request);
  }

  private String address(ChannelHandlerContext ctx, HttpRequest request) {
    return addresses.of(
        ctx.channel().remoteAddress() instanceof InetSocketAddress peer ? peer : null,
        request.headers().getAll(FORWARDED_FOR));
  }

  private void register(
      ChannelHandlerContext ctx,
      HttpRequest request,
      Optional<Identity> verified,
      Optional<String> ticket) {
    try {
      Optional<Identity> holder = verified.or(() -> ticket.flatMap(tickets::redeem));
      if (holder.isEmpty()) {
        ctx.executor().execute(() -> refusals.answer(ctx, Refusal.TOKEN));
        return;
      }
      Identity identity = holder.get();
      Registration registration = life.register(identity);
      ctx.executor().execute(() -> open(ctx, request, identity, registration));
    } catch (DirectoryUnavailable | AccountsUnavailable e) {
      ctx.executor().execute(() -> refusals.answer(ctx, Refusal.DIRECTORY));
    } finally {
      registering.release();
    }
  }

  private void open(
      ChannelHandlerContext ctx,
      HttpRequest request,
      Identity identity,
      Registration registration) {
    if (!ctx.channel().isActive()) {
      life.abandon(identity, registration.epoch());
      return;
    }
    pipeline.become(ctx, request);
    life.opened(ctx.channel(), identity, registration);
  }
}
