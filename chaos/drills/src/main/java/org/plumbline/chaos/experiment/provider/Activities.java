package org.plumbline.chaos.experiment.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.plumbline.chaos.experiment.format.Signature;

/** The activities that the surroundings of an experiment offer: {@code type: plumbline}. */
public interface Activities {

  /** None: an experiment that stands alone. */
  Activities NONE =
      new Activities() {
        @Override
        public Map<String, Signature> signatures() {
          return Map.of();
        }

        @Override
        public JsonNode perform(String name, ObjectNode arguments) throws ActivityFailed {
          throw new ActivityFailed(name + ": no drill is around this experiment");
        }
      };

  /** What there is, by name. */
  Map<String, Signature> signatures();

  /**
   * Performs one.
   *
   * @param arguments of the signature's types
   * @return what a tolerance is held against; null node when there is nothing to say
   * @throws ActivityFailed when it could not be done
   * @throws InterruptedException when the run is to end
   */
  JsonNode perform(String name, ObjectNode arguments) throws ActivityFailed, InterruptedException;
}
