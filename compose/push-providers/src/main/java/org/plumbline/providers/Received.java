package org.plumbline.providers;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * One request for a push, as it came, and how it was answered.
 *
 * @param address the device token, or the subscription's id
 * @param collapse what the provider would collapse on: {@code apns-collapse-id}, {@code
 *     collapse_key}, {@code Topic}; empty when there was none
 * @param payload what the device would get; for Web Push, decrypted
 * @param status the HTTP status of the answer
 * @param reason why it was refused; empty when it was not
 * @param atMillis since 1970
 */
public record Received(
    Provider provider,
    String address,
    String collapse,
    JsonNode payload,
    int status,
    String reason,
    @JsonProperty("at_ms") long atMillis) {

  /** Whether a device would have got it. */
  public boolean accepted() {
    return status < 300;
  }
}
