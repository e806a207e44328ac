/**
 * The capacity model: claims of the design documents as data, formulas, the evidence format, and
 * the verdicts that follow from them.
 *
 * <p>Nothing in this module starts a server, opens a socket or reads a clock. What it needs from a
 * run it reads from the run's evidence files, so that a verdict can be reproduced from the raw
 * files alone. It depends on no other module of this project.
 */
@NullMarked
package org.plumbline.capacity;

import org.jspecify.annotations.NullMarked;
