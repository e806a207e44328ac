package org.plumbline.messenger.gateway;

import static io.micronaut.http.netty.channel.ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Puts the upgrade before Micronaut's own handlers in every connection's pipeline. Sockets then
 * belong to the gateway: no handler, buffer or compression state of the framework stays with an
 * idle one. All else on the port goes on to Micronaut untouched.
 */
@Singleton
final class SocketHandlers implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

  private static final String UPGRADE = "messenger-upgrade";
  private static final String DEADLINE = "messenger-deadline";

  // A provider, since the server's pipeline is set up before the beans behind the gateway.
  private final Provider<Upgrade> upgrade;
  private final HandshakeConfig config;
  private final Newcomers newcomers;

  SocketHandlers(Provider<Upgrade> upgrade, HandshakeConfig config, Newcomers newcomers) {
    this.upgrade = upgrade;
    this.config = config;
    this.newcomers = newcomers;
  }

  @Override
  public NettyServerCustomizer.Registry onCreated(
      BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
    event.getBean().register(new ForConnection(null));
    return event.getBean();
  }

  private final class ForConnection implements NettyServerCustomizer {
    private final @Nullable Channel channel;

    ForConnection(@Nullable Channel channel) {
      this.channel = channel;
    }

    @Override
    public NettyServerCustomizer specializeForChannel(Channel accepted, ChannelRole role) {
      return role == ChannelRole.CONNECTION ? new ForConnection(accepted) : this;
    }

    @Override
    public void onStreamPipelineBuilt() {
      if (channel != null && channel.pipeline().get(HANDLER_HTTP_SERVER_CODEC) != null) {
        channel
            .pipeline()
            .addAfter(HANDLER_HTTP_SERVER_CODEC, UPGRADE, new UpgradeHandler(upgrade.get()))
            .addAfter(HANDLER_HTTP_SERVER_CODEC, DEADLINE, new RequestDeadline(config, newcomers));
      }
    }
  }
}
