/**
 * The commands that a person types: one class each, arguments in, exit code out.
 *
 * <p>Owns argument names, their checks and what is printed; refuses to measure or to judge, which
 * the packages beside it and the other modules do. Commands run once and in one thread.
 */
@NullMarked
package org.plumbline.cli.command;

import org.jspecify.annotations.NullMarked;
