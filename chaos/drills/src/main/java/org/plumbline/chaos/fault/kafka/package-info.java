/** Faults that need a client of Kafka: broken records, and the worker's consumer group. */
@NullMarked
package org.plumbline.chaos.fault.kafka;

import org.jspecify.annotations.NullMarked;
