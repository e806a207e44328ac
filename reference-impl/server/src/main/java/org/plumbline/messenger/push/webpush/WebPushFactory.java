package org.plumbline.messenger.push.webpush;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.plumbline.messenger.device.EndpointRule;

/** Brings the strong random numbers in. */
@Factory
@Requires(property = "messenger.push.webpush.key-file")
final class WebPushFactory {

  @Singleton
  WebPushSender sender(
      WebPushConfig config,
      EndpointRule endpoints,
      @Named("push") HttpClient http,
      JsonMapper json,
      InstantSource clock) {
    return new WebPushSender(config, endpoints, http, json, clock, new SecureRandom());
  }
}
