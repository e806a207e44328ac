package org.plumbline.cli.report;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes HTML. Text and attribute values are always escaped; only {@link #asset} takes trusted text
 * of our own, and refuses what could end its element early.
 */
final class Markup {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9-]*");

  private final StringBuilder out = new StringBuilder(1 << 16);
  private final Deque<String> open = new ArrayDeque<>();

  /** Opens an element; attributes are name and value in turn, a null value leaves one out. */
  Markup open(String element, @Nullable String... attributes) {
    tag(element, attributes);
    out.append('>');
    open.push(element);
    return this;
  }

  /** Closes the innermost open element, which must be the one named. */
  Markup close(String element) {
    String innermost = open.isEmpty() ? "nothing" : open.pop();
    if (!innermost.equals(element)) {
      throw new IllegalStateException("close: " + element + " (expected: " + innermost + ")");
    }
    out.append("</").append(element).append('>');
    if (element.length() > 1) {
      out.append('\n');
    }
    return this;
  }

  Markup text(String text) {
    out.append(escape(text));
    return this;
  }

  /** An element that holds text only. */
  Markup leaf(String element, String text, @Nullable String... attributes) {
    return open(element, attributes).text(text).close(element);
  }

  /** An element without content, such as {@code input} or an SVG shape. */
  Markup alone(String element, @Nullable String... attributes) {
    tag(element, attributes);
    out.append("/>");
    return this;
  }

  /** Our own style sheet or script, which must not be escaped. */
  Markup asset(String element, String content) {
    if (content.contains("</")) {
      throw new IllegalArgumentException(element + ": holds \"</\" (expected: none)");
    }
    out.append('<').append(element).append('>').append(content);
    out.append("</").append(element).append(">\n");
    return this;
  }

  /** The finished text; refused while an element is open. */
  String finish() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("still open: " + open);
    }
    return out.toString();
  }

  private void tag(String element, @Nullable String... attributes) {
    if (!NAME.matcher(element).matches()) {
      throw new IllegalArgumentException("element: " + element + " (expected: a name)");
    }
    if (attributes.length % 2 != 0) {
      throw new IllegalArgumentException(
          "attributes: " + attributes.length + " (expected: name and value in turn)");
    }
    out.append('<').append(element);
    for (int i = 0; i < attributes.length; i += 2) {
      String value = attributes[i + 1];
      if (value != null) {
        out.append(' ').append(attributes[i]).append("=\"").append(escape(value)).append('"');
      }
    }
  }

  /** Safe in text and in double-quoted attributes; control characters become visible. */
  static String escape(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        case '\n', '\t', '\r' -> safe.append(c);
        default -> safe.append(c < ' ' || c == 0x7f ? '\uFFFD' : c);
      }
    }
    return safe.toString();
  }
}
