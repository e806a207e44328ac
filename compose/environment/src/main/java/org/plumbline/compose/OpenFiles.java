package org.plumbline.compose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The limits of open files of this process, which its children inherit. {@link Long#MAX_VALUE}
 * stands for none.
 */
record OpenFiles(long soft, long hard) {
  private static final Pattern LINE = Pattern.compile("Max open files\\s+(\\S+)\\s+(\\S+)\\s.*");

  static OpenFiles limits() {
    try {
      return parse(Files.readAllLines(Path.of("/proc/self/limits")));
    } catch (IOException e) {
      return new OpenFiles(Long.MAX_VALUE, Long.MAX_VALUE);
    }
  }

  static OpenFiles parse(List<String> lines) {
    return lines.stream()
        .map(LINE::matcher)
        .filter(matcher -> matcher.matches())
        .map(matcher -> new OpenFiles(number(matcher.group(1)), number(matcher.group(2))))
        .findFirst()
        .orElse(new OpenFiles(Long.MAX_VALUE, Long.MAX_VALUE));
  }

  private static long number(String text) {
    return text.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(text);
  }
}
