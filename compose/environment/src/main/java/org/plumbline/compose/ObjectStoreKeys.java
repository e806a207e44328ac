package org.plumbline.compose;

import java.util.random.RandomGenerator;

/**
 * With what the nodes sign their requests to the object store; new for each environment.
 *
 * @param region that the signatures name; S3Proxy takes any
 * @param bucket in which the nodes keep media; they make it themselves
 */
public record ObjectStoreKeys(String accessKey, String secretKey, String region, String bucket) {

  static ObjectStoreKeys random(RandomGenerator random) {
    return new ObjectStoreKeys(
        "plumbline-" + Secrets.hexadecimal(random, 8),
        Secrets.hexadecimal(random, 32),
        "us-east-1",
        "plumbline-media");
  }

  /** Without the secret, since records are printed. */
  @Override
  public String toString() {
    return "ObjectStoreKeys[" + accessKey + ", " + bucket + "]";
  }
}
