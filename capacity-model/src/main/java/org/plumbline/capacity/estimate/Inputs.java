package org.plumbline.capacity.estimate;

import java.util.Map;
import java.util.Optional;
import org.plumbline.capacity.quantity.DataSize;
import org.plumbline.capacity.quantity.EventRate;
import org.plumbline.capacity.quantity.TimeSpan;

/**
 * One value for each input, in base units: what a calculation starts from.
 *
 * @param values by name
 */
record Inputs(Map<String, Double> values) {

  boolean has(String name) {
    return values.containsKey(name);
  }

  double number(String name) {
    Double value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no value for " + name);
    }
    return value;
  }

  DataSize size(String name) {
    return new DataSize(number(name));
  }

  Optional<DataSize> givenSize(String name) {
    return has(name) ? Optional.of(size(name)) : Optional.empty();
  }

  TimeSpan time(String name) {
    return new TimeSpan(number(name));
  }

  EventRate eventRate(String name, String what) {
    return new EventRate(number(name), what);
  }
}
