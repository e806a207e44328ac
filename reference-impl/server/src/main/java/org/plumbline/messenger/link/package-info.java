/**
 * From node to node: one link a pair, one batch a node, one encoding a message however many
 * recipients. Owns the proof that a batch arrived.
 */
@NullMarked
package org.plumbline.messenger.link;

import org.jspecify.annotations.NullMarked;
