/**
 * What can be broken: processes, links, clocks, disks, records, sockets. Each fault is a small
 * object that strikes, shows that it is really there, and heals, however far it had come.
 *
 * <p>Faults strike through a {@link org.plumbline.chaos.fault.KillSwitch} alone. It notes each one
 * in the environment's folder first, with what undoes it, heals all of them when the process ends,
 * and lets any later process clear what was left by one that was killed.
 */
@NullMarked
package org.plumbline.chaos.fault;

import org.jspecify.annotations.NullMarked;
