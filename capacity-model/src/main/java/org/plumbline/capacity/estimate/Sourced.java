package org.plumbline.capacity.estimate;

/**
 * An input and where it comes from.
 *
 * @param value the input itself
 * @param source a line of a document, a publication, or {@code not stated} with what was assumed
 */
public record Sourced<T>(T value, String source) {}
