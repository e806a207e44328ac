package org.plumbline.simulations.calibration.redis;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/** Redis' own counts ({@code INFO stats}). */
public final class RedisStatistics {

  private RedisStatistics() {}

  /** Each field with its text; none when Redis does not answer. */
  public static Map<String, String> read(URI address) {
    Map<String, String> fields = new TreeMap<>();
    try (Jedis redis = new Jedis(address.getHost(), address.getPort())) {
      for (String line : redis.info("stats").lines().toList()) {
        int colon = line.indexOf(':');
        if (colon > 0) {
          fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
      }
      return fields;
    } catch (JedisException e) {
      return Map.of();
    }
  }
}
