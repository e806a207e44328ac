package org.plumbline.messenger.push;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** Private keys in PKCS #8 (RFC 5958), as PEM texts (RFC 7468). */
public final class PrivateKeyFile {

  private PrivateKeyFile() {}

  /**
   * Reads a key.
   *
   * @param algorithm {@code EC} or {@code RSA}
   * @throws IOException when the file cannot be read or holds no such key; without its content
   */
  public static PrivateKey read(Path file, String algorithm) throws IOException {
    return parse(Files.readString(file), algorithm);
  }

  /** As {@link #read}, from the text itself. */
  public static PrivateKey parse(String pem, String algorithm) throws IOException {
    try {
      String base64 = pem.replaceAll("-----(BEGIN|END) PRIVATE KEY-----", "");
      byte[] encoded = Base64.getMimeDecoder().decode(base64);
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException("no " + algorithm + " key in PKCS #8 and PEM", e);
    }
  }
}
