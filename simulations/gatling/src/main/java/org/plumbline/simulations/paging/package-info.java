/**
 * The scenario {@code history_paging}: devices list their threads and page back through them to the
 * beginning, each in pages of its own size. What was written is known, so every page can be held
 * against it.
 */
@NullMarked
package org.plumbline.simulations.paging;

import org.jspecify.annotations.NullMarked;
