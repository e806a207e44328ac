/** Tests of the package of the same name. */
@NullMarked
package org.plumbline.cli.command;

import org.jspecify.annotations.NullMarked;
