package org.plumbline.capacity.claim;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What must be run to judge a claim; each includes those before it. */
public enum Profile {
  /** The model alone: no server is started. */
  @JsonProperty("model")
  MODEL,
  @JsonProperty("smoke")
  SMOKE,
  @JsonProperty("quick")
  QUICK,
  @JsonProperty("full")
  FULL;

  /** The name as the command line takes it. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
