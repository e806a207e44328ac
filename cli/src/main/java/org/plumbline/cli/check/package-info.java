/**
 * The main job: boot, load, calibrate, drill, judge, report.
 *
 * <p>Owns the order of the steps and what each profile contains; refuses to know how a load, a
 * drill or a judgement works. One run at a time in one thread; several processes may run at once,
 * each in folders of its own.
 */
@NullMarked
package org.plumbline.cli.check;

import org.jspecify.annotations.NullMarked;
