package org.plumbline.floors;

import java.net.URI;
import java.util.List;

/**
 * A floor's program and its arguments.
 *
 * @param name in figures: {@code kafka}
 * @param mainClass what the process runs
 * @param arguments words {@code name=value}
 */
public record FloorProgram(String name, Class<?> mainClass, List<String> arguments) {

  /** The size of a text in the loads' messages. */
  private static final int TEXT_BYTES = 100;

  public FloorProgram {
    arguments = List.copyOf(arguments);
  }

  /** Sends texts back. */
  public static FloorProgram echo() {
    return new FloorProgram("echo", EchoServer.class, List.of());
  }

  /** Sends marked texts to all. */
  public static FloorProgram broadcast() {
    return new FloorProgram("broadcast", BroadcastServer.class, List.of());
  }

  /**
   * Writes to Kafka.
   *
   * @param bootstrap host:port
   */
  public static FloorProgram kafka(String bootstrap) {
    return new FloorProgram("kafka", KafkaFloor.class, List.of("bootstrap=" + bootstrap));
  }

  /**
   * Writes to Cassandra.
   *
   * @param contactPoint host:port
   */
  public static FloorProgram cassandra(String contactPoint) {
    return new FloorProgram(
        "cassandra",
        CassandraFloor.class,
        List.of("contact_point=" + contactPoint, "text_bytes=" + TEXT_BYTES));
  }

  /** Asks Redis. */
  public static FloorProgram redis(URI uri) {
    return new FloorProgram("redis", RedisFloor.class, List.of("uri=" + uri));
  }
}
