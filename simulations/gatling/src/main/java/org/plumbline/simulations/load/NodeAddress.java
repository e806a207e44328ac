package org.plumbline.simulations.load;

import java.net.URI;

/**
 * Where a chat node is reached.
 *
 * @param id {@code node-1}
 * @param http {@code http://127.0.0.1:port}
 * @param webSocket {@code ws://127.0.0.1:port/ws}
 */
public record NodeAddress(String id, URI http, URI webSocket) {}
