package org.plumbline.house;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.util.List;
import org.plumbline.house.Repository.SourceFile;

/** Every source is as google-java-format of the project's version writes it. */
final class FormatRule {
  private static final Formatter FORMATTER = new Formatter();

  private FormatRule() {}

  static List<String> check(SourceFile file) {
    try {
      return FORMATTER.formatSourceAndFixImports(file.content()).equals(file.content())
          ? List.of()
          : List.of(file.path() + ": not formatted (expected: as google-java-format writes it)");
    } catch (FormatterException e) {
      return List.of(file.path() + ": cannot be formatted: " + e.getMessage());
    }
  }
}
