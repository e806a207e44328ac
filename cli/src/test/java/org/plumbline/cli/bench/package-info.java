@NullMarked
package org.plumbline.cli.bench;

import org.jspecify.annotations.NullMarked;
