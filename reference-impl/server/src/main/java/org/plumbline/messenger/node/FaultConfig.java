package org.plumbline.messenger.node;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Faults that are planted from within, for drills. Never in earnest: whoever has the operator's
 * secret can then make the node lose messages, and say the wrong time.
 *
 * @param enabled whether there is anything of it at all; off, no class of it is in any message's
 *     way
 */
@Context
@ConfigurationProperties("messenger.fault")
public record FaultConfig(@Bindable(defaultValue = "false") boolean enabled) {

  /** The setting that all parts of it ask for. */
  public static final String ENABLED = "messenger.fault.enabled";

  private static final Logger LOG = LoggerFactory.getLogger(FaultConfig.class);

  public FaultConfig {
    if (enabled) {
      LOG.warn("{}: this node can be told to be wrong; it is for drills alone", ENABLED);
    }
  }
}
