package org.plumbline.chaos.drill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.plumbline.chaos.experiment.format.Signature;
import org.plumbline.chaos.experiment.provider.ActivityFailed;

/**
 * An activity that a file can name, and what it does within a drill.
 *
 * @param signature its name and arguments
 * @param body what it does
 */
record SceneActivity(Signature signature, Body body) {

  /** What an activity does; it gives a value for a tolerance. */
  interface Body {
    JsonNode perform(Breakage breakage, ObjectNode arguments)
        throws ActivityFailed, InterruptedException;
  }
}
