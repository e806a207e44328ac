package org.plumbline.messenger.directory.redis;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.plumbline.protocol.UserId;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.Response;

/** The hashes of users: where they lie, and how many are read at once. */
final class UserEntries {
  /** Begins the key of each user's hash. */
  static final String PREFIX = "user_server_connection:";

  private UserEntries() {}

  static String key(UserId user) {
    return PREFIX + user.value();
  }

  /** Whose hash lies under that key. */
  static UserId userOf(String key) {
    return new UserId(key.substring(PREFIX.length()));
  }

  /** Reads all devices of all users in one round trip. Users without an entry have no key. */
  static Map<UserId, Map<String, Entry>> read(RedisClient client, List<UserId> users) {
    var answers = new LinkedHashMap<UserId, Response<Map<String, String>>>();
    try (var pipeline = client.pipelined()) {
      for (var user : users) {
        answers.put(user, pipeline.hgetAll(key(user)));
      }
      pipeline.sync();
    }
    var entries = new HashMap<UserId, Map<String, Entry>>();
    answers.forEach(
        (user, answer) -> {
          var devices = new HashMap<String, Entry>();
          answer.get().forEach((device, entry) -> devices.put(device, Entry.parse(entry)));
          if (!devices.isEmpty()) {
            entries.put(user, devices);
          }
        });
    return entries;
  }
}
