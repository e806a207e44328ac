/**
 * A light connection holder: thousands of sockets in one small process with one thread, and traffic
 * over them at a fixed rate whose latencies count from the intended send time. {@link
 * org.plumbline.swarm.SwarmMain} is the process, {@link org.plumbline.swarm.Swarm} its parent's
 * side. Gatling stays the tool for what users do; this one is for how many there are.
 */
@NullMarked
package org.plumbline.swarm;

import org.jspecify.annotations.NullMarked;
