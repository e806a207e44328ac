package org.plumbline.cli.run;

import java.util.Map;

/** What the documents are called; the ledger names them by letter and number. */
public final class Documents {
  private static final Map<String, String> TITLES =
      Map.of(
          "S0", "000 chat application",
          "S1", "001 Messenger notes",
          "S2", "002 WhatsApp and Messenger overview",
          "S3", "003 wiki page",
          "S4", "004 villain and hero");

  private Documents() {}

  /** The title of that document, or its id when it is none of the five. */
  public static String title(String document) {
    return TITLES.getOrDefault(document, document);
  }
}
