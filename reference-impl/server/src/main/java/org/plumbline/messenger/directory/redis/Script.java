package org.plumbline.messenger.directory.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/** A Lua script, which lies as a file beside the class that uses it. */
public final class Script {
  private final String text;
  private final String digest;

  private Script(String text) {
    this.text = text;
    this.digest = digest(text);
  }

  /** Reads the script of this name from the package of its owner. */
  public static Script of(Class<?> owner, String name) {
    try (var file = owner.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException(owner.getPackageName() + " has no " + name);
      }
      return new Script(new String(file.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The script itself, for a pipeline's first command. */
  public String text() {
    return text;
  }

  /** Its SHA-1, by which the server knows it. */
  public String digest() {
    return digest;
  }

  /** Runs the script by its digest; a server that does not know it, or no longer, gets its text. */
  public Object run(RedisClient client, List<String> keys, List<String> arguments) {
    try {
      return client.evalsha(digest, keys, arguments);
    } catch (JedisNoScriptException e) {
      return client.eval(text, keys, arguments);
    }
  }

  private static String digest(String text) {
    try {
      var sha1 = MessageDigest.getInstance("SHA-1");
      return HexFormat.of().formatHex(sha1.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-1.", e);
    }
  }
}
