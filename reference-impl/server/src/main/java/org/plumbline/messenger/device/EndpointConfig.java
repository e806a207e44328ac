package org.plumbline.messenger.device;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.List;

/**
 * Which Web Push services may be called.
 *
 * @param hosts names as they stand in an endpoint, or {@code *.name} for all below one
 * @param privateAllowed whether an endpoint may lie in a private network and be plain HTTP: for
 *     tests on one machine alone
 */
@ConfigurationProperties("messenger.push.webpush")
public record EndpointConfig(
    @Bindable(
            defaultValue =
                "fcm.googleapis.com,updates.push.services.mozilla.com,*.push.apple.com,"
                    + "*.notify.windows.com")
        List<String> hosts,
    @Bindable(defaultValue = "false") boolean privateAllowed) {

  public EndpointConfig {
    hosts = List.copyOf(hosts);
  }
}
