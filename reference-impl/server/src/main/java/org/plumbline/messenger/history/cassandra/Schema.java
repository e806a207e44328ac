package org.plumbline.messenger.history.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The keyspace and its tables, made where they are missing. Two nodes may do it at once: each
 * statement is idempotent, whatever exists is left alone, and {@link CassandraStart} repeats the
 * whole when the two collide.
 */
final class Schema {

  /** Changing the schema takes longer than a request; on a busy machine much longer. */
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final String keyspace;
  private final int replicationFactor;

  Schema(String keyspace, int replicationFactor) {
    this.keyspace = keyspace;
    this.replicationFactor = replicationFactor;
  }

  void create(CqlSession session) {
    Set<String> existing = existing(session);
    Map<String, String> missing = new LinkedHashMap<>(tables());
    missing.keySet().removeAll(existing);
    if (!missing.isEmpty()) {
      createAll(session, missing);
    }
    if (!session.checkSchemaAgreement()) {
      throw new InvalidQueryException(
          session.getMetadata().getNodes().values().iterator().next(),
          "the nodes of Cassandra do not agree on the schema yet");
    }
  }

  /** The driver reads the whole schema after each change; here it does so once, after the last. */
  private void createAll(CqlSession session, Map<String, String> missing) {
    session.setSchemaMetadataEnabled(false);
    try {
      run(
          session,
          "CREATE KEYSPACE IF NOT EXISTS %s WITH replication ="
              + " {'class': 'NetworkTopologyStrategy', 'replication_factor': %d}"
                  .formatted(replicationFactor));
      missing.forEach(
          (table, columns) ->
              run(session, "CREATE TABLE IF NOT EXISTS %s." + table + " " + columns));
    } finally {
      session.setSchemaMetadataEnabled(null);
    }
  }

  private Set<String> existing(CqlSession session) {
    Set<String> tables = new HashSet<>();
    session
        .execute(
            SimpleStatement.builder(
                    "SELECT table_name FROM system_schema.tables WHERE keyspace_name = ?")
                .addPositionalValue(keyspace)
                .setTimeout(TIMEOUT)
                .build())
        .forEach(row -> tables.add(row.getString(0)));
    return tables;
  }

  private void run(CqlSession session, String statement) {
    session.execute(
        SimpleStatement.builder(statement.replaceFirst("%s", keyspace))
            .setTimeout(TIMEOUT)
            .build());
  }

  private static Map<String, String> tables() {
    Map<String, String> tables = new LinkedHashMap<>();
    tables.put(
        "messages",
        """
        (thread_id text, bucket int, seq bigint, prev bigint, message_id bigint, sender_id text,
         temp_id text, text text, content text, sent_at bigint,
         edited bigint, edited_text text, edits set<bigint>, deleted bigint,
         PRIMARY KEY ((thread_id, bucket), seq)) WITH CLUSTERING ORDER BY (seq DESC)
        """);
    tables.put(
        "thread_buckets",
        "(thread_id text, bucket int, first_seq bigint, PRIMARY KEY (thread_id, bucket))");
    tables.put("user_threads", "(user_id text, thread_id text, PRIMARY KEY (user_id, thread_id))");
    // Nothing is ever deleted but by its end of life: an hour is enough for a lagging replica.
    tables.put(
        "thread_first_sends",
        """
        (thread_id text, bucket int, sender_id text, temp_id text, seq bigint,
         PRIMARY KEY ((thread_id, bucket), sender_id, temp_id)) WITH gc_grace_seconds = 3600
        """);
    tables.put(
        "cursors",
        """
        (thread_id text, user_id text, status tinyint, up_to bigint,
         PRIMARY KEY (thread_id, user_id, status))
        """);
    return tables;
  }
}
