package org.plumbline.capacity.claim;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A way to decide a claim. */
public enum CheckKind {
  /** A closed-form calculation of the model. */
  @JsonProperty("formula")
  FORMULA,
  /** A simulation or a queueing model. */
  @JsonProperty("simulation")
  SIMULATION,
  /** A load on the running messenger. */
  @JsonProperty("load")
  LOAD,
  /** A drill: a fault, and what held meanwhile. */
  @JsonProperty("drill")
  DRILL,
  /** A checker over a recorded history of clients. */
  @JsonProperty("history")
  HISTORY,
  /** A property or unit test. */
  @JsonProperty("property")
  PROPERTY,
  /** Conformance of an interface or a schema. */
  @JsonProperty("interface")
  INTERFACE
}
