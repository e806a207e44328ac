package org.plumbline.capacity.estimate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.plumbline.capacity.estimate.DesignInput.Follows;
import org.plumbline.capacity.estimate.RawFields.Raw;

/** The inputs of a file, checked, together with those that it leaves out. */
final class InputSet {
  private static final Pattern REFERENCE =
      Pattern.compile("=\\s*(?:(?<factor>[0-9][0-9_,]*(?:\\.[0-9]+)?)\\s*x\\s*)?(?<name>\\w+)");

  private final InputFields fields;
  private final Map<String, DesignInput> inputs;

  private InputSet(InputFields fields, Map<String, DesignInput> inputs) {
    this.fields = fields;
    this.inputs = inputs;
  }

  /** Reads what stands in a file; what is wrong with it goes to the problems. */
  static InputSet read(InputFields fields, Map<String, Raw> raw, Problems problems) {
    Map<String, DesignInput> inputs = new LinkedHashMap<>();
    for (InputField field : fields.all()) {
      Raw given = raw.get(field.name());
      if (given != null) {
        read(fields, field, given, problems, inputs);
      } else if (field.required()) {
        problems.add(1, field.name(), "missing", field.expectation());
      } else if (field.fallback() != null) {
        Raw assumed = new Raw(0, field.fallback(), "not stated; " + field.source());
        read(fields, field, assumed, problems, inputs);
      }
    }
    raw.forEach(
        (name, given) -> {
          if (fields.find(name).isEmpty()) {
            problems.add(given.line(), name, "unknown key", meant(fields, name));
          }
        });
    InputSet set = new InputSet(fields, inputs);
    set.refuseCircles(problems);
    if (problems.isEmpty()) {
      set.refuseOutside(problems);
    }
    return set;
  }

  /** The same with one input changed; for calculations that ask what if. */
  InputSet with(String name, String text, String source) {
    Problems problems = new Problems("change");
    Map<String, DesignInput> changed = new LinkedHashMap<>(inputs);
    read(fields, fields.get(name), new Raw(0, text, source), problems, changed);
    problems.refuseAny();
    return new InputSet(fields, changed);
  }

  /** These and others of other names, for one calculation. */
  InputSet plus(InputSet others) {
    Map<String, DesignInput> all = new LinkedHashMap<>(inputs);
    all.putAll(others.inputs);
    return new InputSet(fields, all);
  }

  private static void read(
      InputFields fields,
      InputField field,
      Raw given,
      Problems problems,
      Map<String, DesignInput> inputs) {
    String text = given.value().strip();
    if (text.isEmpty()) {
      return;
    }
    try {
      inputs.put(
          field.name(),
          text.startsWith("=")
              ? new DesignInput(
                  field, text, given.source(), given.line(), null, follows(fields, field, text))
              : new DesignInput(
                  field, text, given.source(), given.line(), SpreadReader.read(field, text), null));
    } catch (IllegalArgumentException e) {
      problems.add(given.line(), field.name(), String.valueOf(e.getMessage()));
    }
  }

  private static Follows follows(InputFields fields, InputField field, String text) {
    Matcher reference = REFERENCE.matcher(text);
    if (!reference.matches()) {
      throw new IllegalArgumentException(
          text + " (expected: '= users' or '= 0.5 x users', another input)");
    }
    String name = reference.group("name");
    InputField other =
        fields
            .find(name)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        text + ": unknown reference (expected: " + meant(fields, name) + ")"));
    boolean numbers = other.measure().of(0).measures().equals(field.measure().of(0).measures());
    if (!numbers) {
      throw new IllegalArgumentException(
          text + " (expected: an input that is " + field.measure().shape() + ")");
    }
    String factor = reference.group("factor");
    return new Follows(name, factor == null ? 1 : Measure.COUNT.read(factor));
  }

  private static String meant(InputFields fields, String name) {
    String known = String.join(", ", fields.all().stream().map(InputField::name).sorted().toList());
    return fields
        .closest(name)
        .map(closest -> "did you mean " + closest + "?")
        .orElse("one of " + known);
  }

  private void refuseCircles(Problems problems) {
    for (DesignInput input : inputs.values()) {
      List<String> path = new ArrayList<>(List.of(input.field().name()));
      Follows follows = input.follows();
      while (follows != null) {
        boolean seen = path.contains(follows.name());
        path.add(follows.name());
        if (seen) {
          String circle = String.join(" = ", path);
          problems.add(input.line(), path.getFirst(), circle, "no circle of references");
          break;
        }
        DesignInput next = inputs.get(follows.name());
        InputField target = fields.get(follows.name());
        // One that must be stated and is not was complained of already.
        if (next == null && !target.required() && target.fallback() == null) {
          String absent = follows.name() + " has no value";
          problems.add(input.line(), path.getFirst(), absent, "an input that has one");
        }
        follows = next == null ? null : next.follows();
      }
    }
  }

  private void refuseOutside(Problems problems) {
    Inputs centre = values(input -> input.chosen(Spread::centre));
    inputs.forEach(
        (name, input) -> {
          double value = centre.number(name);
          if (!input.field().bounds().allow(value)) {
            String found = input.text() + " is " + input.field().measure().of(value).text();
            problems.add(input.line(), name, found, input.field().expectation());
          }
        });
  }

  Map<String, DesignInput> inputs() {
    return inputs;
  }

  /** The best single value of each input. */
  Inputs centre() {
    return values(input -> input.chosen(Spread::centre));
  }

  /** A value for each input that stands for itself; the others follow. */
  Inputs values(ToDoubleFunction<DesignInput> chosen) {
    Map<String, Double> values = HashMap.newHashMap(inputs.size());
    inputs.forEach(
        (name, input) -> {
          if (input.follows() == null) {
            values.put(name, chosen.applyAsDouble(input));
          }
        });
    inputs.forEach((name, input) -> values.putIfAbsent(name, following(input, values)));
    return new Inputs(values);
  }

  private double following(DesignInput input, Map<String, Double> values) {
    Follows follows = input.follows();
    if (follows == null) {
      return values.getOrDefault(input.field().name(), Double.NaN);
    }
    DesignInput other = inputs.get(follows.name());
    if (other == null) {
      throw new IllegalStateException("no value for " + follows.name());
    }
    return follows.factor() * following(other, values);
  }
}
