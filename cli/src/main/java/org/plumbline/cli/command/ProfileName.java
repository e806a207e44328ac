package org.plumbline.cli.command;

import java.util.List;
import picocli.CommandLine;

/** Reads {@code --profile}. */
final class ProfileName implements CommandLine.ITypeConverter<String> {
  static final List<String> ALL = List.of("smoke", "quick", "full");

  @Override
  public String convert(String value) {
    if (!ALL.contains(value)) {
      throw new CommandLine.TypeConversionException(value + " (expected: smoke, quick or full)");
    }
    return value;
  }
}
