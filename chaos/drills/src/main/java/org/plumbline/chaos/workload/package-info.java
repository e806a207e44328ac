/**
 * The recorded workload: users with two devices each, one on every node, chatting in pairs at a
 * fixed rate, and the quiet end at which everything is read once more.
 *
 * <p>It knows the messenger by its addresses alone, and runs on any. All users of a workload are
 * new, so that several can run one after another on the same servers.
 */
@NullMarked
package org.plumbline.chaos.workload;

import org.jspecify.annotations.NullMarked;
