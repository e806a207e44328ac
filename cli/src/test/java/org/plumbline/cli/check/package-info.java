/** Tests of the package of the same name. */
@NullMarked
package org.plumbline.cli.check;

import org.jspecify.annotations.NullMarked;
