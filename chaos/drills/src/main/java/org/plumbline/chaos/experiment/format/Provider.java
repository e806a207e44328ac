package org.plumbline.chaos.experiment.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Who performs an activity. Values are as in the file: {@code ${name}} is still to be replaced. */
public sealed interface Provider {

  /** What it is called in the file: {@code http}, {@code process}, {@code python}… */
  String type();

  /**
   * A request.
   *
   * @param method in capitals
   * @param headers name to value; missing when there are none
   * @param arguments query of a GET, else the body; missing when there are none
   * @param timeoutSeconds a number, or two: to connect, to answer; missing for none
   * @param expectedStatus a number or several; missing when any will do
   * @param retriesMax how often it is tried again when there is no connection
   */
  record Http(
      String url,
      String method,
      JsonNode headers,
      JsonNode arguments,
      JsonNode timeoutSeconds,
      JsonNode expectedStatus,
      int retriesMax)
      implements Provider {
    @Override
    public String type() {
      return "http";
    }
  }

  /**
   * A program.
   *
   * @param arguments a text (a shell splits it), a list, or an object; missing when there are none
   * @param timeoutSeconds a number; missing for none
   */
  record Program(String path, JsonNode arguments, JsonNode timeoutSeconds) implements Provider {
    @Override
    public String type() {
      return "process";
    }
  }

  /** A function of {@code chaostoxi}, by its name without the module. */
  record Toxiproxy(String func, ObjectNode arguments) implements Provider {
    @Override
    public String type() {
      return "python";
    }
  }

  /** One of our own activities. */
  record Own(String func, ObjectNode arguments) implements Provider {
    /** What a file writes for it. */
    public static final String TYPE = "plumbline";

    @Override
    public String type() {
      return TYPE;
    }
  }
}
