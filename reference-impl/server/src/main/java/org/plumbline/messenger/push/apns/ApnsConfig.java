package org.plumbline.messenger.push.apns;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.bind.annotation.Bindable;
import org.jspecify.annotations.Nullable;

/**
 * How APNs is reached.
 *
 * @param host fixed here and by no request: {@code api.push.apple.com}, or its sandbox
 * @param trustedFile a certificate in PEM to trust instead of the system's
 * @param keyFile the signing key, a {@code .p8} file of Apple's
 * @param keyId its name
 * @param teamId whose key it is
 * @param topic the app's bundle id
 */
@ConfigurationProperties("messenger.push.apns")
@Requires(property = "messenger.push.apns.key-file")
record ApnsConfig(
    @Bindable(defaultValue = "api.push.apple.com") String host,
    @Bindable(defaultValue = "443") int port,
    @Nullable String trustedFile,
    String keyFile,
    String keyId,
    String teamId,
    String topic) {}
