package org.plumbline.messenger.group;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.identity.MessageIds;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/**
 * Names new groups. A group that may be asked for twice must get the same name twice, or the repeat
 * would make a second one: then the name follows from who asks and under which temp id. It cannot
 * be the name of another user's group.
 */
@Singleton
final class GroupIds {

  private static final int HASH_BYTES = 16;

  private final MessageIds ids;

  GroupIds(MessageIds ids) {
    this.ids = ids;
  }

  ThreadId of(UserId creator, @Nullable TempId tempId) {
    return ThreadId.group(tempId == null ? ids.next().toString() : hash(creator, tempId));
  }

  private static String hash(UserId creator, TempId tempId) {
    try {
      // The slash is in no name, so no other pair gives the same text.
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest((creator.value() + "/" + tempId.value()).getBytes(UTF_8));
      return HexFormat.of().formatHex(Arrays.copyOf(digest, HASH_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
