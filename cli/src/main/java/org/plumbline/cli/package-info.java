/**
 * The plumb command: its entry point and what an exit code means.
 *
 * <p>Owns the translation of arguments into calls and of failures into exit codes. It measures
 * nothing and judges nothing itself: that is the work of the modules it composes.
 */
@NullMarked
package org.plumbline.cli;

import org.jspecify.annotations.NullMarked;
