/**
 * What JMH left, read and held against an earlier run. It runs no benchmark; values only, safe to
 * share.
 */
@NullMarked
package org.plumbline.cli.bench;

import org.jspecify.annotations.NullMarked;
