/**
 * Who takes part in which thread: the one place that decides who may write, who is told, and what
 * of a thread a user may see.
 *
 * <p>A group changes by entries of its own thread: the worker that reads the thread's log judges
 * each change at its place ({@link org.plumbline.messenger.membership.GroupRules}) and publishes
 * the group ({@link org.plumbline.messenger.membership.MembershipLog}); every node follows that
 * feed.
 *
 * <pre>
 *  log: .. M1  ADD(bob)  M2  REMOVE(bob)  M3 ..      bob: span [ADD, REMOVE], both inclusive
 *               |              |
 *               +-- feed ------+---> every node: Groups
 * </pre>
 */
@NullMarked
package org.plumbline.messenger.membership;

import org.jspecify.annotations.NullMarked;
