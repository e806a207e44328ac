package org.plumbline.cli.run;

import java.util.Locale;
import java.util.Map;

/** What the documents are called; claims name them by letter and number. */
public final class Documents {
  private static final Map<String, String> TITLES =
      Map.of(
          "s0", "Design Facebook Messenger (zinan)",
          "s1", "Messenger notes",
          "s2", "WhatsApp and Messenger overview",
          "s3", "Messenger clone (rFronteddu)",
          "s4", "System design: Facebook Messenger");

  private Documents() {}

  /** The document's id in capitals and its title, for example {@code S1 Messenger notes}. */
  public static String title(String document) {
    String title = TITLES.get(document.toLowerCase(Locale.ROOT));
    String id = document.toUpperCase(Locale.ROOT);
    return title == null ? id : id + " " + title;
  }
}
