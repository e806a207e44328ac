/**
 * One test a feature of the catalogue, through real servers and two nodes; see docs/features.md.
 */
@NullMarked
package org.plumbline.messenger.feature;

import org.jspecify.annotations.NullMarked;
