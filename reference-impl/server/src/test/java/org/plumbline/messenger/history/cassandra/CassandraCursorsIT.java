package org.plumbline.messenger.history.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.history.Cursors;
import org.plumbline.messenger.history.CursorsContract;
import org.plumbline.messenger.history.SomeMessages;
import org.plumbline.protocol.Status;

class CassandraCursorsIT implements CursorsContract {

  private static final CassandraNode NODE = new CassandraNode("cursors_it", Duration.ofHours(24));

  @AfterAll
  static void close() {
    NODE.close();
  }

  @Override
  public Cursors cursors() {
    return NODE.cursors();
  }

  @Test
  void shouldTakeOneStatementAThreadWhenSeveralAdvance() {
    List<Cursors.Cursor> all = new ArrayList<>();
    for (int thread = 0; thread < 10; thread++) {
      SomeMessages some = new SomeMessages();
      for (Status status : Status.values()) {
        all.add(new Cursors.Cursor(some.thread(), some.ann(), status, 4));
        all.add(new Cursors.Cursor(some.thread(), some.bob(), status, 5));
      }
    }
    long before = NODE.requests();
    NODE.cursors().advance(all);

    assertThat(NODE.requests() - before).isEqualTo(10);
  }
}
