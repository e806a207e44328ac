/**
 * The scenario {@code presence_churn}: users come, go and flap while others watch them and, beside
 * that, pairs write to each other. What each watcher was told is held against what happened.
 */
@NullMarked
package org.plumbline.simulations.presence;

import org.jspecify.annotations.NullMarked;
