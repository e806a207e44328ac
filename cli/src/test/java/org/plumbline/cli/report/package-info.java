/** Tests of the report. */
@NullMarked
package org.plumbline.cli.report;

import org.jspecify.annotations.NullMarked;
