package org.plumbline.chaos.toxiproxy.api;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON as Go's {@code encoding/json} does: what a page of HTML could misread is escaped, and
 * a number of 32 bits is as short as it can be.
 */
final class GoText {
  private static final JsonMapper MAPPER =
      new JsonMapper(new JsonFactoryBuilder().characterEscapes(new Escapes()).build());

  private static final double PLAIN_LEAST = 1e-6;
  private static final double PLAIN_BELOW = 1e21;

  private GoText() {}

  static String of(JsonNode value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A finite number as Go's {@code float32} is written: 1, 0.2, 1e-7, 3e+21. */
  static String number(float value) {
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    var shortest = new BigDecimal(Float.toString(value)).stripTrailingZeros();
    double size = Math.abs(value);
    if (size >= PLAIN_LEAST && size < PLAIN_BELOW) {
      return shortest.toPlainString();
    }
    var digits = shortest.unscaledValue().abs().toString();
    int exponent = digits.length() - 1 - shortest.scale();
    return (value < 0 ? "-" : "")
        + digits.charAt(0)
        + (digits.length() > 1 ? "." + digits.substring(1) : "")
        + "e"
        + (exponent < 0 ? "-" : "+")
        + Math.abs(exponent);
  }

  private static final class Escapes extends CharacterEscapes {
    private static final long serialVersionUID = 1L;
    private static final int LAST_CONTROL = 0x1f;

    @Override
    public int[] getEscapeCodesForAscii() {
      var codes = CharacterEscapes.standardAsciiEscapesForJSON();
      for (int code = 0; code <= LAST_CONTROL; code++) {
        if (codes[code] < 0) {
          codes[code] = CharacterEscapes.ESCAPE_CUSTOM;
        }
      }
      for (char one : new char[] {'<', '>', '&'}) {
        codes[one] = CharacterEscapes.ESCAPE_CUSTOM;
      }
      return codes;
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int code) {
      boolean separator = code == 0x2028 || code == 0x2029;
      return separator || code <= LAST_CONTROL || code == '<' || code == '>' || code == '&'
          ? new SerializedString(String.format(Locale.ROOT, "\\u%04x", code))
          : null;
    }
  }
}
