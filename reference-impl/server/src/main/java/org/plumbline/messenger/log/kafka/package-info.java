/** The log in Kafka: one topic, keyed by thread. */
@NullMarked
package org.plumbline.messenger.log.kafka;

import org.jspecify.annotations.NullMarked;
