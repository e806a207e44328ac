package org.plumbline.compose;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The end of a log, read without reading all of it. */
final class LogTail {
  private static final int BYTES_MAX = 64 * 1024;
  private static final int LINE_MAX = 400;

  private LogTail() {}

  /** The last lines that are not blank, cut to a readable length; none when there is no log. */
  static List<String> lines(Path log, int count) {
    try (var file = new RandomAccessFile(log.toFile(), "r")) {
      var length = (int) Math.min(BYTES_MAX, file.length());
      var bytes = new byte[length];
      file.seek(file.length() - length);
      file.readFully(bytes);
      var lines =
          new String(bytes, StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.isBlank())
              .map(line -> line.length() > LINE_MAX ? line.substring(0, LINE_MAX) + "..." : line)
              .toList();
      return lines.subList(Math.max(0, lines.size() - count), lines.size());
    } catch (IOException e) {
      return List.of();
    }
  }
}
