package org.plumbline.providers;

import com.eatthepath.pushy.apns.auth.ApnsVerificationKey;
import com.eatthepath.pushy.apns.auth.AuthenticationToken;
import com.eatthepath.pushy.apns.server.MockApnsServer;
import com.eatthepath.pushy.apns.server.MockApnsServerBuilder;
import com.eatthepath.pushy.apns.server.PushNotificationHandler;
import com.eatthepath.pushy.apns.server.RejectedNotificationException;
import com.eatthepath.pushy.apns.server.RejectionReason;
import com.eatthepath.pushy.apns.server.UnregisteredDeviceTokenException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * APNs over HTTP/2, by Pushy's server; what it accepts is decided here: a token signed with our key
 * and younger than an hour, a topic, a device token in hex, a payload of JSON up to 4 KiB.
 */
final class ApnsProvider implements AutoCloseable {
  private static final Duration TOKEN_AGE_MAX = Duration.ofHours(1);
  private static final int PAYLOAD_BYTES_MAX = 4_096;
  private static final int COLLAPSE_ID_BYTES_MAX = 64;
  private static final String PATH = "/3/device/";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ApnsVerificationKey key;
  private final Behaviours behaviours;
  private final Receipts receipts;
  private final InstantSource clock;
  private final MockApnsServer server;

  private ApnsProvider(
      ProviderKeys keys, Behaviours behaviours, Receipts receipts, InstantSource clock)
      throws IOException, GeneralSecurityException {
    this.behaviours = behaviours;
    this.receipts = receipts;
    this.clock = clock;
    this.key =
        new ApnsVerificationKey(
            ProviderKeys.APNS_KEY_ID,
            ProviderKeys.APNS_TEAM_ID,
            (ECPublicKey) keys.apns().getPublic());
    this.server =
        new MockApnsServerBuilder()
            .setServerCredentials(
                keys.certificate().getCertificatePath(),
                keys.certificate().getKeyPair().getPrivate(),
                null)
            .setHandlerFactory(_ -> handler())
            .build();
  }

  static ApnsProvider start(
      ProviderKeys keys, int port, Behaviours behaviours, Receipts receipts, InstantSource clock)
      throws IOException {
    try {
      var provider = new ApnsProvider(keys, behaviours, receipts, clock);
      provider.server.start(port).get();
      return provider;
    } catch (GeneralSecurityException | ExecutionException e) {
      throw new IOException("APNs could not be stood in for: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public void close() {
    server.shutdown().join();
  }

  private PushNotificationHandler handler() {
    return (headers, payload) -> {
      var path = text(headers.path());
      var token = path.startsWith(PATH) ? path.substring(PATH.length()) : "";
      var body = body(payload);
      try {
        answer(headers, token, body, payload);
        add(headers, token, body, 200, "");
      } catch (UnregisteredDeviceTokenException e) {
        add(headers, token, body, 410, "Unregistered");
        throw e;
      } catch (RejectedNotificationException e) {
        add(headers, token, body, status(e), String.valueOf(e.getMessage()));
        throw e;
      }
    };
  }

  private void answer(
      Http2Headers headers, String token, @Nullable JsonNode body, @Nullable ByteBuf payload)
      throws RejectedNotificationException {
    var planned = behaviours.next(Provider.APNS, token).orElse(null);
    if (planned != null && planned.status() == 410) {
      throw new UnregisteredDeviceTokenException(clock.instant());
    }
    if (planned != null) {
      throw new Rejected(
          switch (planned.status()) {
            case 429 -> RejectionReason.TOO_MANY_REQUESTS;
            case 500 -> RejectionReason.INTERNAL_SERVER_ERROR;
            case 503 -> RejectionReason.SERVICE_UNAVAILABLE;
            case 401, 403 -> RejectionReason.INVALID_PROVIDER_TOKEN;
            default -> RejectionReason.BAD_DEVICE_TOKEN;
          },
          planned.status());
    }
    authenticate(text(headers.get("authorization")));
    refuseWhen(headers.get("apns-topic") == null, RejectionReason.MISSING_TOPIC);
    refuseWhen(!token.matches("[0-9a-fA-F]{16,200}"), RejectionReason.BAD_DEVICE_TOKEN);
    refuseWhen(body == null, RejectionReason.PAYLOAD_EMPTY);
    refuseWhen(
        payload != null && payload.readableBytes() > PAYLOAD_BYTES_MAX,
        RejectionReason.PAYLOAD_TOO_LARGE);
    refuseWhen(
        text(headers.get("apns-collapse-id")).length() > COLLAPSE_ID_BYTES_MAX,
        RejectionReason.BAD_COLLAPSE_ID);
  }

  private void authenticate(String authorization) throws RejectedNotificationException {
    refuseWhen(!authorization.startsWith("bearer "), RejectionReason.MISSING_PROVIDER_TOKEN);
    AuthenticationToken token;
    try {
      token = new AuthenticationToken(authorization.substring("bearer ".length()).strip());
    } catch (RuntimeException e) {
      throw new Rejected(RejectionReason.INVALID_PROVIDER_TOKEN, 403);
    }
    refuseWhen(
        !ProviderKeys.APNS_KEY_ID.equals(token.getKeyId())
            || !ProviderKeys.APNS_TEAM_ID.equals(token.getTeamId())
            || !token.verifySignature(key),
        RejectionReason.INVALID_PROVIDER_TOKEN);
    refuseWhen(
        token.getIssuedAt().plus(TOKEN_AGE_MAX).isBefore(clock.instant()),
        RejectionReason.EXPIRED_PROVIDER_TOKEN);
  }

  private static void refuseWhen(boolean wrong, RejectionReason reason)
      throws RejectedNotificationException {
    if (wrong) {
      throw new Rejected(reason, 400);
    }
  }

  private void add(
      Http2Headers headers, String token, @Nullable JsonNode body, int status, String reason) {
    receipts.add(
        new Received(
            Provider.APNS,
            token,
            text(headers.get("apns-collapse-id")),
            body == null ? JSON.nullNode() : body,
            status,
            reason,
            clock.millis()));
  }

  private static int status(RejectedNotificationException e) {
    return e instanceof Rejected rejected ? rejected.status : 400;
  }

  private static @Nullable JsonNode body(@Nullable ByteBuf payload) {
    try {
      return payload == null ? null : JSON.readTree(ByteBufUtil.getBytes(payload));
    } catch (IOException e) {
      return null;
    }
  }

  private static String text(@Nullable CharSequence value) {
    return value == null ? "" : value.toString();
  }

  /** A refusal that knows its status, which Pushy keeps to itself. */
  private static final class Rejected extends RejectedNotificationException {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final String name;

    Rejected(RejectionReason reason, int status) {
      super(reason);
      this.status = status;
      this.name = reason.name();
    }

    @Override
    public String getMessage() {
      return name;
    }
  }
}
