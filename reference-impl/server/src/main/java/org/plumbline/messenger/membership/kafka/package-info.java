/**
 * The feed of memberships in a compacted topic. Keys are {@code g:ID} for a group and {@code
 * g:ID/user} for a member of it; values are JSON. All records of a group are in one partition.
 */
@NullMarked
package org.plumbline.messenger.membership.kafka;

import org.jspecify.annotations.NullMarked;
