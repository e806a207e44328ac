/** Tests of the package of the same name. */
@NullMarked
package org.plumbline.cli.console;

import org.jspecify.annotations.NullMarked;
