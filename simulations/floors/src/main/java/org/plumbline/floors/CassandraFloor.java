package org.plumbline.floors;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * The bare driver that inserts one row of a message's size after the other into a table of its own:
 * how many messages a second the store could take if nothing else were done with them. It counts
 * {@code done} and {@code failed}.
 */
final class CassandraFloor implements Floor {

  static final Set<String> ARGUMENTS =
      Set.of("contact_point", "datacenter", "keyspace", "text_bytes", "in_flight");

  private static final Duration SCHEMA_WITHIN = Duration.ofSeconds(30);
  private static final Duration REMOVED_WITHIN = Duration.ofSeconds(4);
  private static final int THREADS = 1_000;

  private final CqlSession session;
  private final String keyspace;
  private final PreparedStatement insert;
  private final String text;
  private final InFlight inFlight;

  /** Rises over the starts of a process, so that no row is written over an older one. */
  private long seq = System.currentTimeMillis() << 20;

  private CassandraFloor(
      CqlSession session,
      String keyspace,
      PreparedStatement insert,
      String text,
      InFlight inFlight) {
    this.session = session;
    this.keyspace = keyspace;
    this.insert = insert;
    this.text = text;
    this.inFlight = inFlight;
  }

  /**
   * Inserts when it is asked to, until standard input ends. Arguments: {@code contact_point}
   * (host:port), {@code datacenter} (datacenter1), {@code keyspace} (floor), {@code text_bytes}
   * (100), {@code in_flight} (256).
   */
  public static void main(String[] words) {
    System.exit(Conversation.hold("CassandraFloor", words, ARGUMENTS, CassandraFloor::open));
  }

  static CassandraFloor open(Arguments arguments) {
    InetSocketAddress contactPoint = address(arguments.text("contact_point", null));
    String keyspace = arguments.text("keyspace", "floor");
    if (!keyspace.matches("[a-z][a-z0-9_]{0,47}")) {
      throw new IllegalArgumentException(
          "keyspace: " + keyspace + " (expected: a lower-case letter, then up to 47 of a-z 0-9 _)");
    }
    String text = "words of ".repeat(12_000).substring(0, textBytes(arguments));
    InFlight inFlight = new InFlight(arguments.number("in_flight", 256, 1, 10_000));
    CqlSession session =
        CqlSession.builder()
            .addContactPoint(contactPoint)
            .withLocalDatacenter(arguments.text("datacenter", "datacenter1"))
            .withConfigLoader(settings())
            .build();
    try {
      createTable(session, keyspace);
      PreparedStatement insert =
          session.prepare(
              "INSERT INTO "
                  + keyspace
                  + ".messages (thread_id, bucket, seq, prev, message_id, sender_id, temp_id, text,"
                  + " sent_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
      return new CassandraFloor(session, keyspace, insert, text, inFlight);
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  private static int textBytes(Arguments arguments) {
    return arguments.number("text_bytes", 100, 1, 100_000);
  }

  private static InetSocketAddress address(String hostAndPort) {
    int colon = hostAndPort.lastIndexOf(':');
    if (colon < 1 || !hostAndPort.substring(colon + 1).matches("\\d{1,5}")) {
      throw new IllegalArgumentException(
          "contact_point: " + hostAndPort + " (expected: host:port)");
    }
    return new InetSocketAddress(
        hostAndPort.substring(0, colon), Integer.parseInt(hostAndPort.substring(colon + 1)));
  }

  /** As the messenger has them. */
  private static DriverConfigLoader settings() {
    return DriverConfigLoader.programmaticBuilder()
        .withString(DefaultDriverOption.REQUEST_CONSISTENCY, "LOCAL_QUORUM")
        .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(10))
        .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, Duration.ofSeconds(10))
        .withDuration(DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT, Duration.ofSeconds(10))
        .withInt(DefaultDriverOption.NETTY_IO_SIZE, 2)
        .withInt(DefaultDriverOption.NETTY_ADMIN_SIZE, 1)
        .withInt(DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD, 0)
        .withInt(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD, 0)
        .withBoolean(DefaultDriverOption.REQUEST_DEFAULT_IDEMPOTENCE, true)
        .build();
  }

  /** The columns of the messenger's own table that a message of words fills. */
  private static void createTable(CqlSession session, String keyspace) {
    for (String statement :
        new String[] {
          "CREATE KEYSPACE IF NOT EXISTS "
              + keyspace
              + " WITH replication = {'class': 'NetworkTopologyStrategy', 'replication_factor': 1}",
          "CREATE TABLE IF NOT EXISTS "
              + keyspace
              + ".messages (thread_id text, bucket int, seq bigint, prev bigint, message_id bigint,"
              + " sender_id text, temp_id text, text text, sent_at bigint,"
              + " PRIMARY KEY ((thread_id, bucket), seq)) WITH CLUSTERING ORDER BY (seq DESC)"
        }) {
      var _ = session.execute(SimpleStatement.builder(statement).setTimeout(SCHEMA_WITHIN).build());
    }
  }

  @Override
  public String address() {
    return "";
  }

  @Override
  public void work(Duration length) throws InterruptedException {
    inFlight.keepUp(length, this::insertOne);
  }

  private void insertOne() {
    long row = seq++;
    long thread = row % THREADS;
    var _ =
        session
            .executeAsync(
                insert.bind(
                    "d:floor-sender-" + thread + ":floor-recipient",
                    0,
                    row,
                    row - THREADS,
                    row,
                    "floor-sender-" + thread,
                    "t-" + row,
                    text,
                    row))
            .whenComplete((answer, failure) -> inFlight.ended(failure));
  }

  @Override
  public Map<String, Long> counts() {
    return inFlight.counts();
  }

  /** Nobody reads the rows: a server that lives on must neither keep nor compact them. */
  @Override
  public void close() {
    try (session) {
      var _ =
          session.execute(
              SimpleStatement.builder("DROP KEYSPACE IF EXISTS " + keyspace)
                  .setTimeout(REMOVED_WITHIN)
                  .build());
    } catch (DriverException e) {
      System.err.println("CassandraFloor: the keyspace " + keyspace + " stays: " + e);
    }
  }
}
