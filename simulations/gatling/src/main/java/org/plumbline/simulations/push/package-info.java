/**
 * The scenario {@code push}: messages for users who are not there, and what the push providers got
 * of them.
 */
@NullMarked
package org.plumbline.simulations.push;

import org.jspecify.annotations.NullMarked;
