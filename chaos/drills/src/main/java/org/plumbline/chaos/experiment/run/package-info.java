/**
 * Runs an experiment as Chaos Toolkit does: hypothesis, method, hypothesis, rollbacks; and keeps
 * the journal.
 */
@NullMarked
package org.plumbline.chaos.experiment.run;

import org.jspecify.annotations.NullMarked;
