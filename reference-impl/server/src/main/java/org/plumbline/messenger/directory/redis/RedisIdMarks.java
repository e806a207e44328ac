package org.plumbline.messenger.directory.redis;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.List;
import org.plumbline.messenger.directory.IdMarks;
import org.plumbline.messenger.directory.redis.RedisServer.Operation;
import org.plumbline.messenger.node.NodeConfig;

/** The marks in Redis: {@code node_ids:<number>}. */
@Singleton
@Requires(property = "messenger.servers", value = "real")
public final class RedisIdMarks implements IdMarks {

  private static final Script MARK = Script.of(RedisIdMarks.class, "mark.lua");

  private final RedisServer redis;
  private final String key;

  public RedisIdMarks(RedisServer redis, NodeConfig node) {
    this.redis = redis;
    this.key = "node_ids:" + node.number();
  }

  @Override
  public Mark raise(long millis) {
    List<?> answer =
        (List<?>)
            redis.call(
                Operation.ID_MARK,
                client ->
                    MARK.run(
                        client,
                        List.of(key),
                        List.of(Long.toString(millis), Long.toString(KEPT_MILLIS))));
    return new Mark(
        Long.parseLong(String.valueOf(answer.get(0))),
        Long.parseLong(String.valueOf(answer.get(1))));
  }
}
