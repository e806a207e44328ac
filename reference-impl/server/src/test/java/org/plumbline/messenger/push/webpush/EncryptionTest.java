package org.plumbline.messenger.push.webpush;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPrivateKeySpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** RFC 8291, appendix A: the example of the standard, byte by byte. */
class EncryptionTest {

  private static final String PLAIN = "When I grow up, I want to be a watermelon";
  private static final String SENDER_PRIVATE = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw";
  private static final String SENDER_PUBLIC =
      "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8";
  private static final String BROWSER =
      "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
  private static final String AUTH = "BTBZMqHH6r4Tts7J_aSIgg";
  private static final String SALT = "DGv6ra1nlYgDCS1FRnbzlw";
  private static final String BODY =
      "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27ml"
          + "mlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPT"
          + "pK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN";

  @Test
  void shouldGiveTheBytesOfTheStandard() throws GeneralSecurityException {
    byte[] body =
        Encryption.encrypt(
            PLAIN.getBytes(UTF_8),
            Point.decoded(bytes(BROWSER)),
            bytes(AUTH),
            senderKeys(),
            bytes(SALT));

    assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(body)).isEqualTo(BODY);
  }

  @Test
  void shouldRefuseWhenKeyIsNoPointOfTheCurve() {
    byte[] point = bytes(BROWSER);
    point[64] ^= 1;

    assertThatExceptionOfType(InvalidKeyException.class)
        .isThrownBy(() -> Point.decoded(point))
        .withMessage("key: no point of P-256");
  }

  @Test
  void shouldRefuseWhenPayloadIsTooLong() {
    assertThatExceptionOfType(GeneralSecurityException.class)
        .isThrownBy(
            () ->
                Encryption.encrypt(
                    new byte[Encryption.PLAIN_BYTES_MAX + 1],
                    Point.decoded(bytes(BROWSER)),
                    bytes(AUTH),
                    senderKeys(),
                    bytes(SALT)))
        .withMessage("payload: 3994 bytes (expected: <= 3993)");
  }

  private static KeyPair senderKeys() throws GeneralSecurityException {
    ECPublicKey publicKey = Point.decoded(bytes(SENDER_PUBLIC));
    return new KeyPair(
        publicKey,
        KeyFactory.getInstance("EC")
            .generatePrivate(
                new ECPrivateKeySpec(
                    new BigInteger(1, bytes(SENDER_PRIVATE)), publicKey.getParams())));
  }

  private static byte[] bytes(String base64) {
    return Base64.getUrlDecoder().decode(base64);
  }
}
