package org.plumbline.messenger.account;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How much work a password hash is. The defaults are those of the OWASP Password Storage Cheat
 * Sheet for Argon2id: 19 MiB, two passes, one lane.
 *
 * @param memoryKib memory of one hash in KiB
 * @param hashesMax hashes at once: with the memory it bounds what a storm of logins can take
 * @param turnWait how long a request waits for its turn before it is sent away
 */
@ConfigurationProperties("messenger.password")
public record PasswordConfig(
    @Bindable(defaultValue = "19456") int memoryKib,
    @Bindable(defaultValue = "2") int iterations,
    @Bindable(defaultValue = "4") int hashesMax,
    @Bindable(defaultValue = "3s") Duration turnWait) {

  public PasswordConfig {
    if (memoryKib < 8 || memoryKib > PhcHash.MEMORY_KIB_MAX) {
      throw new IllegalArgumentException(
          "messenger.password.memory-kib: "
              + memoryKib
              + " (expected: 8 to "
              + PhcHash.MEMORY_KIB_MAX
              + ")");
    }
    if (iterations < 1 || iterations > PhcHash.ITERATIONS_MAX) {
      throw new IllegalArgumentException(
          "messenger.password.iterations: "
              + iterations
              + " (expected: 1 to "
              + PhcHash.ITERATIONS_MAX
              + ")");
    }
    if (hashesMax < 1) {
      throw new IllegalArgumentException(
          "messenger.password.hashes-max: " + hashesMax + " (expected: >= 1)");
    }
    if (turnWait.isNegative()) {
      throw new IllegalArgumentException(
          "messenger.password.turn-wait: " + turnWait + " (expected: >= 0s)");
    }
  }
}
