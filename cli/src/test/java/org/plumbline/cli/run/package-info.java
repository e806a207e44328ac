/** Tests of the package of the same name. */
@NullMarked
package org.plumbline.cli.run;

import org.jspecify.annotations.NullMarked;
