/**
 * Who takes part in which thread: the one place that decides who may write, who is told, and what
 * of a thread a user may see.
 */
@NullMarked
package org.plumbline.messenger.membership;

import org.jspecify.annotations.NullMarked;
