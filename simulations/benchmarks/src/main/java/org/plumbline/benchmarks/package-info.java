/**
 * JMH benchmarks of single steps, and how they are run. A benchmark says what a step costs when
 * nothing else happens; what it costs under load, with servers, is for the scenarios. Runs take
 * place in forked JVMs; nothing here is safe to run twice at once on one machine.
 */
@NullMarked
package org.plumbline.benchmarks;

import org.jspecify.annotations.NullMarked;
