/** The notes of missed messages in Kafka: one topic, keyed by user. */
@NullMarked
package org.plumbline.messenger.push.kafka;

import org.jspecify.annotations.NullMarked;
