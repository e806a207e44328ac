/**
 * The scenario {@code media}: images that are uploaded to the object store, sent as messages, and
 * read by their recipients, who compare the bytes.
 */
@NullMarked
package org.plumbline.simulations.media;

import org.jspecify.annotations.NullMarked;
