/**
 * What a person at a terminal sees: results on standard output, progress on standard error.
 *
 * <p>Owns colours, the progress line and plain-text tables; refuses to know what is printed. {@link
 * org.plumbline.cli.console.Progress} may be called from any thread.
 */
@NullMarked
package org.plumbline.cli.console;

import org.jspecify.annotations.NullMarked;
