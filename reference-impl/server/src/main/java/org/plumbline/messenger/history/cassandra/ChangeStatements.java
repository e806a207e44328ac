package org.plumbline.messenger.history.cassandra;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import java.util.Set;
import org.plumbline.protocol.ThreadId;

/** The statements that change rows of messages: prepared once, bound by position. */
final class ChangeStatements {

  private final PreparedStatement selectEdits;
  private final PreparedStatement markEdited;
  private final PreparedStatement eraseWords;
  private final PreparedStatement markDeleted;

  ChangeStatements(Statements.Preparer prepare) {
    String one = " WHERE thread_id = ? AND bucket = ? AND seq = ?";
    this.selectEdits = prepare.cql("SELECT edits FROM KEYSPACE.messages" + one);
    this.markEdited =
        prepare.cql(
            "UPDATE KEYSPACE.messages USING TIMESTAMP ?"
                + " SET edited = ?, edited_text = ?, edits = edits + ?"
                + one);
    this.eraseWords =
        prepare.cql(
            "DELETE text, content, edited_text FROM KEYSPACE.messages USING TIMESTAMP ?" + one);
    this.markDeleted =
        prepare.cql("UPDATE KEYSPACE.messages USING TIMESTAMP ? SET deleted = ?" + one);
  }

  BoundStatement selectEdits(ThreadId thread, int bucket, long seq) {
    return selectEdits.bind(thread.value(), bucket, seq);
  }

  /** The greatest edit wins, whatever the order of the writes. */
  BoundStatement markEdited(ThreadId thread, int bucket, long seq, long edit, String text) {
    return markEdited.bind(edit + 1, edit, text, Set.of(edit), thread.value(), bucket, seq);
  }

  /** Newer than any other write of the row, also one that is still to come. */
  BoundStatement eraseWords(ThreadId thread, int bucket, long seq, long deletion) {
    return eraseWords.bind(Statements.LEAST_SEQ_WINS - deletion, thread.value(), bucket, seq);
  }

  /** Of two deletions the first wins. */
  BoundStatement markDeleted(ThreadId thread, int bucket, long seq, long deletion) {
    return markDeleted.bind(
        Statements.LEAST_SEQ_WINS - deletion, deletion, thread.value(), bucket, seq);
  }
}
