package org.plumbline.messenger.push.fcm;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.push.PrivateKeyFile;

/** The account that sends, and its assertions (RFC 7523). */
record FcmAccount(String project, String email, String keyId, PrivateKey key, URI tokenUri) {

  private static final String SCOPE = "https://www.googleapis.com/auth/firebase.messaging";
  private static final Duration ASSERTION_LIFETIME = Duration.ofMinutes(10);

  static FcmAccount read(Path file, @Nullable URI tokenUri, JsonMapper json) throws IOException {
    Map<String, Object> fields =
        json.readValue(Files.readAllBytes(file), Argument.mapOf(String.class, Object.class));
    return new FcmAccount(
        text(fields, "project_id"),
        text(fields, "client_email"),
        text(fields, "private_key_id"),
        PrivateKeyFile.parse(text(fields, "private_key"), "RSA"),
        tokenUri != null ? tokenUri : URI.create(text(fields, "token_uri")));
  }

  String assertion(Instant now) {
    SignedJWT jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).type(JOSEObjectType.JWT).keyID(keyId).build(),
            new JWTClaimsSet.Builder()
                .issuer(email)
                .claim("scope", SCOPE)
                .audience(tokenUri.toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(ASSERTION_LIFETIME)))
                .build());
    try {
      jwt.sign(new RSASSASigner(key));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("an assertion could not be signed", e);
    }
  }

  private static String text(Map<String, Object> fields, String name) throws IOException {
    if (fields.get(name) instanceof String text) {
      return text;
    }
    throw new IOException(name + ": missing (expected: a service account's JSON)");
  }

  /** Leaves the key out. */
  @Override
  public String toString() {
    return "FcmAccount[" + email + "]";
  }
}
