package org.plumbline.capacity.claim;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a claim is about. */
public enum ClaimKind {
  @JsonProperty("arithmetic")
  ARITHMETIC,
  @JsonProperty("capacity")
  CAPACITY,
  @JsonProperty("latency")
  LATENCY,
  @JsonProperty("throughput")
  THROUGHPUT,
  @JsonProperty("storage")
  STORAGE,
  @JsonProperty("behaviour")
  BEHAVIOUR,
  @JsonProperty("ordering")
  ORDERING,
  @JsonProperty("failure")
  FAILURE,
  @JsonProperty("trade_off")
  TRADE_OFF
}
