package org.plumbline.providers;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/**
 * The keys of one start, never used again. What an application would get from the providers'
 * consoles is written into a folder: {@value #APNS_TRUSTED}, {@value #APNS_KEY}, {@value
 * #FCM_ACCOUNT}; and {@value #WEBPUSH_KEY}, which an application makes itself.
 */
final class ProviderKeys {
  static final String APNS_TRUSTED = "apns-trusted.pem";
  static final String APNS_KEY = "apns-key.p8";
  static final String APNS_KEY_ID = "PLUMBKEY01";
  static final String APNS_TEAM_ID = "PLUMBTEAM1";
  static final String FCM_ACCOUNT = "fcm-account.json";
  static final String FCM_PROJECT = "plumbline";
  static final String FCM_EMAIL = "push@plumbline.example";
  static final String WEBPUSH_KEY = "webpush-key.pem";

  private final X509Bundle certificate;
  private final KeyPair apns;
  private final KeyPair fcm;

  private ProviderKeys(X509Bundle certificate, KeyPair apns, KeyPair fcm) {
    this.certificate = certificate;
    this.apns = apns;
    this.fcm = fcm;
  }

  /** Makes all keys and writes what the application gets of them. */
  static ProviderKeys make(Path folder, String tokenUri) throws IOException {
    try {
      var certificate =
          new CertificateBuilder()
              .subject("CN=127.0.0.1")
              .addSanIpAddress("127.0.0.1")
              .addSanDnsName("localhost")
              .setIsCertificateAuthority(true)
              .ecp256()
              .buildSelfSigned();
      var keys = new ProviderKeys(certificate, ecPair(), rsaPair());
      keys.write(folder, tokenUri);
      return keys;
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("no certificate could be made", e);
    }
  }

  X509Bundle certificate() {
    return certificate;
  }

  KeyPair apns() {
    return apns;
  }

  KeyPair fcm() {
    return fcm;
  }

  static KeyPair ecPair() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private static KeyPair rsaPair() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return generator.generateKeyPair();
  }

  private void write(Path folder, String tokenUri) throws IOException, GeneralSecurityException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(APNS_TRUSTED), certificate.getCertificatePEM());
    Files.writeString(folder.resolve(APNS_KEY), pem(apns.getPrivate()));
    Files.writeString(folder.resolve(WEBPUSH_KEY), pem(ecPair().getPrivate()));
    var json = new ObjectMapper();
    var account =
        json.createObjectNode()
            .put("type", "service_account")
            .put("project_id", FCM_PROJECT)
            .put("private_key_id", "plumbline-1")
            .put("private_key", pem(fcm.getPrivate()))
            .put("client_email", FCM_EMAIL)
            .put("token_uri", tokenUri);
    json.writeValue(folder.resolve(FCM_ACCOUNT).toFile(), account);
  }

  private static String pem(Key key) {
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
            .encodeToString(key.getEncoded())
        + "\n-----END PRIVATE KEY-----\n";
  }
}
