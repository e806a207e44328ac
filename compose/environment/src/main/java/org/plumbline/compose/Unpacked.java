package org.plumbline.compose;

import java.io.IOException;
import java.net.URL;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Programs unpacked from jars into the cache of the repository. They are unpacked beside their
 * place and moved there in one step, so that two environments that start at once never see half of
 * a program.
 */
final class Unpacked {
  private Unpacked() {}

  /** One executable file. */
  static Path file(URL resource, Path folder, String name) throws IOException {
    var file = folder.resolve(name);
    if (Files.isExecutable(file)) {
      return file;
    }
    var beside = beside(folder);
    try (var in = resource.openStream()) {
      Files.copy(in, beside.resolve(name));
    }
    executable(beside.resolve(name));
    return move(beside, folder).resolve(name);
  }

  /** The named files and folders below a folder of a jar; those in {@code bin} are executable. */
  static Path tree(Path jar, String root, List<String> wanted, Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return folder;
    }
    var beside = beside(folder);
    try (var files = FileSystems.newFileSystem(jar, Map.of())) {
      for (var name : wanted) {
        copy(files.getPath(root), name, beside);
      }
    }
    return move(beside, folder);
  }

  private static void copy(Path root, String name, Path target) throws IOException {
    try (var paths = Files.walk(root.resolve(name))) {
      for (var path : (Iterable<Path>) paths.filter(Files::isRegularFile)::iterator) {
        var copy = target.resolve(root.relativize(path).toString());
        var parent = parent(copy);
        Files.createDirectories(parent);
        Files.copy(path, copy, StandardCopyOption.REPLACE_EXISTING);
        if (parent.endsWith("bin")) {
          executable(copy);
        }
      }
    }
  }

  private static void executable(Path file) throws IOException {
    if (!file.toFile().setExecutable(true)) {
      throw new IOException("cannot make executable: " + file);
    }
  }

  private static Path beside(Path folder) throws IOException {
    var parent = Files.createDirectories(parent(folder));
    return Files.createTempDirectory(parent, folder.getFileName() + "-");
  }

  private static Path parent(Path path) {
    return Objects.requireNonNull(path.getParent(), () -> "no folder above " + path);
  }

  private static Path move(Path beside, Path folder) throws IOException {
    try {
      Files.move(beside, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException
        | DirectoryNotEmptyException
        | AtomicMoveNotSupportedException e) {
      Folders.delete(beside);
      if (!Files.isDirectory(folder)) {
        throw e;
      }
    }
    return folder;
  }
}
