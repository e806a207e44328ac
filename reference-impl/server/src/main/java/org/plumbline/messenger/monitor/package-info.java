/**
 * What operators watch beside the steps of a message: how many users a day has, and whether Redis
 * finds what it is asked for. Processor, memory and lag have their meters where they arise.
 */
@NullMarked
package org.plumbline.messenger.monitor;

import org.jspecify.annotations.NullMarked;
