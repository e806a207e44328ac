/** JMH benchmarks. */
@NullMarked
package org.plumbline.benchmarks;

import org.jspecify.annotations.NullMarked;
