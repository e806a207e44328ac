package org.plumbline.compose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What the servers of one environment share and nobody else knows. */
final class Secrets {
  private Secrets() {}

  /** So many random bytes, as hexadecimal digits. */
  static String hexadecimal(RandomGenerator random, int bytes) {
    var secret = new byte[bytes];
    random.nextBytes(secret);
    return HexFormat.of().formatHex(secret);
  }

  /** Leaves the secret in a file that nobody but its owner may read, or no file without one. */
  static void write(Path file, Optional<String> secret) throws IOException {
    Files.deleteIfExists(file);
    if (secret.isPresent()) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, secret.get());
    }
  }
}
