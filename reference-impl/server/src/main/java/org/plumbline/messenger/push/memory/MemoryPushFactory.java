package org.plumbline.messenger.push.memory;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.plumbline.messenger.device.PushProvider;

/** All providers of a node without servers. */
@Factory
@Requires(property = "messenger.servers", value = "memory")
final class MemoryPushFactory {

  @Singleton
  @Named("apns")
  @Requires(missingProperty = "messenger.push.apns.key-file")
  MemoryPushSender apns() {
    return new MemoryPushSender(PushProvider.APNS);
  }

  @Singleton
  @Named("fcm")
  @Requires(missingProperty = "messenger.push.fcm.account-file")
  MemoryPushSender fcm() {
    return new MemoryPushSender(PushProvider.FCM);
  }

  @Singleton
  @Named("webpush")
  @Requires(missingProperty = "messenger.push.webpush.key-file")
  MemoryPushSender webPush() {
    return new MemoryPushSender(PushProvider.WEBPUSH);
  }
}
