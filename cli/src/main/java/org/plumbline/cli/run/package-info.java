/**
 * What a run leaves in its folder, and how it is read back.
 *
 * <p>Owns the formats {@code plumbline/manifest/1} and {@code plumbline/summary/1}. The values are
 * immutable and know nothing of how a report shows them.
 */
@NullMarked
package org.plumbline.cli.run;

import org.jspecify.annotations.NullMarked;
