package org.plumbline.compose;

/**
 * One thing that a machine needs, and whether it has it.
 *
 * @param name for example {@code jdk-17}
 * @param found what is there
 * @param remedy what to do; empty when all is well
 */
public record Check(String name, Verdict verdict, String found, String remedy) {
  /** {@code WARN}: it works, with less. {@code FAIL}: it does not work. */
  public enum Verdict {
    OK,
    WARN,
    FAIL
  }

  static Check ok(String name, String found) {
    return new Check(name, Verdict.OK, found, "");
  }

  static Check warn(String name, String found, String remedy) {
    return new Check(name, Verdict.WARN, found, remedy);
  }

  static Check fail(String name, String found, String remedy) {
    return new Check(name, Verdict.FAIL, found, remedy);
  }
}
