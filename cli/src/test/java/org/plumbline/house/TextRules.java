package org.plumbline.house;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.plumbline.house.Repository.SourceFile;

/** Rules that need no more than a file's path and text. Each returns what it complains of. */
final class TextRules {
  private static final int LINES_MAX = 400;

  /** Written apart, so that this file does not find itself. */
  private static final Pattern LEFTOVER = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");

  private static final Pattern SLEEP = Pattern.compile("Thread\\.sl" + "eep\\s*\\(");
  private static final Pattern SWITCHED_OFF = Pattern.compile("@Dis" + "abled\\b");
  private static final Set<String> EMPTY_WORDS =
      Set.of("util", "utils", "common", "manager", "impl", "service", "helper");
  private static final Pattern WORD = Pattern.compile("[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])");

  /** A folder of one machine: a user's home, or anything below the places where we work. */
  private static final Pattern MACHINE_PATH =
      Pattern.compile(
          "(?<![\\w.~}*<])/(root|home/[a-z]\\w*|Users/[a-z]\\w*|tm" + "p/team|wo" + "rk/[a-z])\\b");

  private static final Pattern REGISTRY =
      Pattern.compile(
          "(?i)\\b([\\w-]+\\.)*(re"
              + "po1?\\.maven\\.(apache\\.)?org|artif"
              + "actory[\\w.-]*|nex"
              + "us[\\w-]*\\.[\\w.-]+"
              + "|registry\\.npmjs\\.org|pypi\\.org|(registry-1\\.)?docker\\.io(?=/)"
              + "|ghcr\\.io|quay\\.io|gcr\\.io|deb\\.debian\\.org|archive\\.ubuntu\\.com"
              + "|packages\\.adoptium\\.net|jitpack\\.io)\\b");

  private TextRules() {}

  static List<String> length(SourceFile file) {
    long lines = file.content().lines().count();
    return file.isJava() && lines > LINES_MAX
        ? List.of(file.path() + ": " + lines + " lines (expected: <= " + LINES_MAX + ")")
        : List.of();
  }

  static List<String> leftovers(SourceFile file) {
    List<String> found = new ArrayList<>(lines(file, LEFTOVER, "a leftover"));
    if (file.isJava() && file.isTest()) {
      found.addAll(lines(file, SLEEP, "waits for a time instead of a condition"));
      found.addAll(lines(file, SWITCHED_OFF, "a test switched off"));
    }
    return found;
  }

  /** A container image's own name may begin with its registry; nothing else names one. */
  static List<String> machines(SourceFile file) {
    List<String> found = new ArrayList<>(lines(file, MACHINE_PATH, "a path of one machine"));
    lines(file, REGISTRY, "a registry's host").stream()
        .filter(line -> !line.contains(": image: "))
        .forEach(found::add);
    return found;
  }

  /** Names that say nothing: in a package, or as a word of a type's name. */
  static List<String> emptyNames(SourceFile file) {
    if (!file.isJava()) {
      return List.of();
    }
    List<String> found = new ArrayList<>();
    String inPackage = file.path().replaceFirst("^.*/src/(main|test)/java/", "");
    for (String segment : inPackage.split("/", -1)) {
      String name = segment.replace(".java", "");
      WORD.matcher(name)
          .results()
          .map(word -> word.group().toLowerCase(Locale.ROOT))
          .filter(EMPTY_WORDS::contains)
          .forEach(word -> found.add(file.path() + ": \"" + word + "\" says nothing"));
    }
    return found;
  }

  /** Every folder of main sources with a type in it says what it is for and is null-marked. */
  static List<String> packageInfo(List<SourceFile> all) {
    Set<String> described =
        all.stream()
            .filter(file -> file.name().equals("package-info.java"))
            .filter(file -> file.content().contains("@NullMarked"))
            .map(TextRules::folder)
            .collect(Collectors.toSet());
    return all.stream()
        .filter(file -> file.isJava() && file.path().contains("/src/main/java/"))
        .map(TextRules::folder)
        .distinct()
        .filter(folder -> !described.contains(folder))
        .map(folder -> folder + ": package-info.java with @NullMarked is missing")
        .toList();
  }

  private static String folder(SourceFile file) {
    return file.path().substring(0, file.path().lastIndexOf('/'));
  }

  private static List<String> lines(SourceFile file, Pattern pattern, String complaint) {
    List<String> found = new ArrayList<>();
    List<String> lines = file.content().lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (pattern.matcher(lines.get(i)).find()) {
        found.add(file.path() + ":" + (i + 1) + ": " + complaint + ": " + lines.get(i).strip());
      }
    }
    return found;
  }
}
