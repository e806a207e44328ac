package org.plumbline.chaos.experiment.format;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A probe or an action, references resolved.
 *
 * @param background whether the next one begins at once
 * @param pauseBefore seconds, or a {@code ${name}}; missing for none
 * @param pauseAfter the same
 * @param tolerance what a hypothesis holds it against; null elsewhere
 * @param source as it stands in the file
 */
public record Activity(
    Kind kind,
    String name,
    Provider provider,
    boolean background,
    JsonNode pauseBefore,
    JsonNode pauseAfter,
    @Nullable Tolerance tolerance,
    JsonNode source) {

  Activity with(@Nullable Tolerance other) {
    return new Activity(kind, name, provider, background, pauseBefore, pauseAfter, other, source);
  }
}
