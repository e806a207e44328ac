package org.plumbline.capacity.simulation;

/**
 * Users whose day begins together.
 *
 * @param share of all users
 * @param hoursAhead of UTC, of most of them
 */
public record Region(String name, double share, double hoursAhead) {}
