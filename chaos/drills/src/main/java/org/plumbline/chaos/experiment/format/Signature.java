package org.plumbline.chaos.experiment.format;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What an activity is called with.
 *
 * @param name the {@code func} of the file
 * @param kind what it may be declared as
 * @param parameters what it takes
 * @param help one line for a reader
 */
public record Signature(String name, Kind kind, List<Parameter> parameters, String help) {

  public Signature {
    parameters = List.copyOf(parameters);
  }

  /** Something that is done. */
  public static Signature action(String name, String help, Parameter... parameters) {
    return new Signature(name, Kind.ACTION, List.of(parameters), help);
  }

  /** Something that is asked. */
  public static Signature probe(String name, String help, Parameter... parameters) {
    return new Signature(name, Kind.PROBE, List.of(parameters), help);
  }

  String parameterNames() {
    return parameters.isEmpty()
        ? "no arguments"
        : parameters.stream().map(Parameter::name).collect(Collectors.joining(", "));
  }
}
