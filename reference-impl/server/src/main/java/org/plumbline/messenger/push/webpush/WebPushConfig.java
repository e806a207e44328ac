package org.plumbline.messenger.push.webpush;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;

/**
 * Who sends; which endpoints may be called is {@link
 * org.plumbline.messenger.device.EndpointConfig}.
 *
 * @param keyFile our private key on P-256, PKCS #8 in PEM; browsers subscribe to its public half,
 *     so another key loses all subscriptions
 * @param subject how a push service reaches us: {@code mailto:} or {@code https:}
 */
@ConfigurationProperties("messenger.push.webpush")
@Requires(property = "messenger.push.webpush.key-file")
record WebPushConfig(String keyFile, String subject) {}
