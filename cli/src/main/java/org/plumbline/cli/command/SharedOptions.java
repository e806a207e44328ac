package org.plumbline.cli.command;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The options that all commands take. */
final class SharedOptions {
  /** How results are printed. */
  enum Format {
    TEXT,
    JSON
  }

  @Option(
      names = "--format",
      paramLabel = "text|json",
      defaultValue = "text",
      converter = FormatReader.class,
      description = "How results are printed: text (default) or json.")
  Format format = Format.TEXT;

  @Option(
      names = {"-q", "--quiet"},
      description = "Print results and errors only, no progress.")
  boolean quiet;

  @Option(
      names = "--seed",
      paramLabel = "N",
      converter = SeedReader.class,
      description = "What all random choices start from; recorded with the run.")
  @Nullable Long seed;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  boolean isJson() {
    return format == Format.JSON;
  }

  /** The given seed, or the other one. */
  long seedOr(long otherwise) {
    Long given = seed;
    return given == null ? otherwise : given;
  }

  static final class FormatReader implements CommandLine.ITypeConverter<Format> {
    @Override
    public Format convert(String value) {
      return switch (value.toLowerCase(Locale.ROOT)) {
        case "text" -> Format.TEXT;
        case "json" -> Format.JSON;
        default ->
            throw new CommandLine.TypeConversionException(value + " (expected: text or json)");
      };
    }
  }

  static final class SeedReader implements CommandLine.ITypeConverter<Long> {
    @Override
    public Long convert(String value) {
      try {
        return Long.valueOf(value);
      } catch (NumberFormatException _) {
        throw new CommandLine.TypeConversionException(value + " (expected: a whole number)");
      }
    }
  }
}
