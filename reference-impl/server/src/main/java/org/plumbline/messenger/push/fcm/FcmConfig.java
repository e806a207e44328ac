package org.plumbline.messenger.push.fcm;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * How FCM is reached.
 *
 * @param uri fixed here and by no request
 * @param accountFile a service account, the JSON file that the console gives
 * @param tokenUri where the bearer token comes from, if not where the account says
 */
@ConfigurationProperties("messenger.push.fcm")
@Requires(property = "messenger.push.fcm.account-file")
record FcmConfig(
    @Bindable(defaultValue = "https://fcm.googleapis.com") URI uri,
    String accountFile,
    @Nullable URI tokenUri) {}
