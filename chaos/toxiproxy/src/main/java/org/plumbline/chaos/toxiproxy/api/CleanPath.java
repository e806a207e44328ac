package org.plumbline.chaos.toxiproxy.api;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayDeque;

/** The one path of several that mean the same: no empty part, no {@code .} and no {@code ..}. */
final class CleanPath {
  private CleanPath() {}

  /** What Go's router redirects to when it is not the path itself; a slash at the end stays. */
  static String of(String path) {
    var parts = new ArrayDeque<String>();
    for (var part : path.split("/", -1)) {
      if (part.equals("..")) {
        parts.pollLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    var clean = "/" + String.join("/", parts);
    return path.endsWith("/") && !parts.isEmpty() ? clean + "/" : clean;
  }

  /** As it stands in a header. */
  static String encoded(String path) {
    try {
      return new URI(null, null, path, null).toASCIIString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("path: " + path, e);
    }
  }
}
