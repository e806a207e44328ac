package org.plumbline.messenger.push;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.plumbline.protocol.ThreadId;

/**
 * What a device is told: that there is something new in a thread.
 *
 * @param last the newest message that it speaks of
 * @param count how many messages it speaks of
 */
public record Notification(MissedMessage last, int count) {

  /** Short enough for the {@code Topic} header of RFC 8030, which takes 32 characters. */
  private static final int COLLAPSE_ID_LENGTH = 22;

  /** The same for all pushes of a thread, and says nothing of who is in it. */
  public String collapseId() {
    return collapseId(last.thread());
  }

  static String collapseId(ThreadId thread) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(thread.value().getBytes(UTF_8));
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(hash)
          .substring(0, COLLAPSE_ID_LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** What the app reads: where to sync, and what to show before it has. No words unless allowed. */
  public Map<String, String> data() {
    Map<String, String> data = new LinkedHashMap<>();
    data.put("thread_id", last.thread().value());
    data.put("sender_id", last.sender().value());
    data.put("kind", last.kind());
    data.put("seq", Long.toString(last.seq()));
    data.put("count", Integer.toString(count));
    if (!last.preview().isEmpty()) {
      data.put("preview", last.preview());
    }
    return data;
  }
}
