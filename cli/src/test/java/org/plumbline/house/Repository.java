package org.plumbline.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** The files of the checkout that people write; what builds and runs leave is not looked at. */
final class Repository {
  private static final Set<String> GENERATED =
      Set.of("target", ".git", ".plumb", "runs", ".idea", ".vscode", "node_modules");

  private final Path root;

  private Repository(Path root) {
    this.root = root;
  }

  /** One file, its path relative to the root and with forward slashes. */
  record SourceFile(String path, String content) {
    boolean isJava() {
      return path.endsWith(".java");
    }

    boolean isTest() {
      return path.contains("/src/test/");
    }

    String name() {
      return path.substring(path.lastIndexOf('/') + 1);
    }
  }

  /** The checkout that this test runs in: the nearest folder above that holds the launcher. */
  static Repository here() {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.isRegularFile(folder.resolve("plumb"))
          && Files.isRegularFile(folder.resolve("pom.xml"))) {
        return new Repository(folder);
      }
    }
    throw new IllegalStateException("no folder above this one holds the launcher plumb");
  }

  /** Every module's compiled classes. */
  List<Path> compiled() {
    List<Path> all = new ArrayList<>();
    walk(
        folder -> {
          Path classes = folder.resolve("target/classes/org/plumbline");
          if (Files.isDirectory(classes)) {
            all.add(classes);
          }
        },
        _ -> {});
    return all;
  }

  List<SourceFile> javaFiles() {
    return files().stream().filter(SourceFile::isJava).toList();
  }

  /** Every text file; files that are not UTF-8 are no text. */
  List<SourceFile> files() {
    List<SourceFile> all = new ArrayList<>();
    walk(
        _ -> {},
        file -> {
          try {
            String path = root.relativize(file).toString().replace('\\', '/');
            all.add(new SourceFile(path, Files.readString(file)));
          } catch (MalformedInputException _) {
            // Binary: nothing in it is read by people.
          } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
          }
        });
    all.sort(Comparator.comparing(SourceFile::path));
    return all;
  }

  private interface Visit {
    void of(Path path);
  }

  private void walk(Visit folders, Visit files) {
    try {
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              if (GENERATED.contains(folder.getFileName().toString())) {
                return FileVisitResult.SKIP_SUBTREE;
              }
              folders.of(folder);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (attributes.isRegularFile()) {
                files.of(file);
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException("cannot walk " + root, e);
    }
  }
}
