package org.plumbline.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class CodeTablesTest {

  /** With {@code -Dprotocol.tables=write} the tables are written instead. */
  @Test
  void shouldStandInTheDocumentAsTheEnumsHaveThem() throws IOException {
    if ("write".equals(System.getProperty("protocol.tables"))) {
      CodeTables.write();
    }
    String document = Files.readString(CodeTables.document());
    assertThat(document)
        .as("docs/protocol.md; mend it with -Dprotocol.tables=write")
        .isEqualTo(CodeTables.renewed(document));
  }

  @Test
  void shouldNoticeATableThatIsStale() throws IOException {
    String document = Files.readString(CodeTables.document());
    String stale = document.replace("| 1002 | ", "| 1012 | ");
    assertThat(stale).isNotEqualTo(document);
    assertThat(CodeTables.renewed(stale)).isEqualTo(document);
  }

  @Test
  void shouldHaveOneNumberForEachCloseCode() {
    assertThat(CloseCode.values()).extracting(CloseCode::code).doesNotHaveDuplicates();
    assertThat(CloseCode.values())
        .extracting(CloseCode::code)
        .allMatch(code -> (code >= 1000 && code <= 1014) || (code >= 4000 && code <= 4999));
  }
}
