/**
 * Messages to groups whose members are all online: how many deliveries a node's processor time
 * makes, held against bare Netty that writes one shared frame to as many sockets, in the same run;
 * and how long it takes until the last member has a message.
 */
@NullMarked
package org.plumbline.simulations.fanout;

import org.jspecify.annotations.NullMarked;
