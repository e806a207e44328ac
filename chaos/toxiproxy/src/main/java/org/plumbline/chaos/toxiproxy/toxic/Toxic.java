package org.plumbline.chaos.toxiproxy.toxic;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A toxic of a proxy, as the API shows it.
 *
 * @param stream the direction as the caller wrote it, which is how the original echoes it
 * @param toxicity the share of links that are affected; 0 is none, 1 is all; not checked for range,
 *     as in the original
 * @param attributes every attribute of the type, 0 where the caller gave none
 */
public record Toxic(
    String name,
    ToxicType type,
    String stream,
    Direction direction,
    float toxicity,
    SequencedMap<String, Long> attributes) {

  /**
   * Completes the attributes.
   *
   * @throws IllegalArgumentException when an attribute has a value that no link could bear
   */
  public Toxic {
    var all = new LinkedHashMap<String, Long>();
    for (var attribute : type.attributes()) {
      all.put(attribute, attributes.getOrDefault(attribute, 0L));
    }
    type.check(all);
    attributes = Collections.unmodifiableSequencedMap(all);
  }

  /** The same toxic with some attributes and the toxicity changed; nothing else can change. */
  public Toxic with(Map<String, Long> changes, float newToxicity) {
    var merged = new LinkedHashMap<>(attributes);
    merged.putAll(changes);
    return new Toxic(name, type, stream, direction, newToxicity, merged);
  }

  /** Throws the dice: does this run of the toxic on this link affect it? */
  public boolean strikes(RandomGenerator random) {
    return random.nextFloat() < toxicity;
  }

  public Effect effect(@Nullable Effect former) {
    return type.effect(attributes, former);
  }
}
