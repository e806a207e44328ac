package org.plumbline.capacity.projection;

import org.jspecify.annotations.Nullable;

/**
 * What one document's users would need of the messenger as measured, beside what the document says.
 * A value is null when the run did not calibrate what it needs.
 *
 * @param document {@code s0} to {@code s4}
 * @param title the document's title
 * @param connections connections at once
 * @param messageRateAverage messages a second on average
 * @param messageRatePeak messages a second at the peak
 * @param serversByMemory servers so that the connections fit into memory, spare ones included
 * @param serversByCpu servers so that the processors take the peak, spare ones included
 * @param binding {@code memory}, {@code cpu} or {@code unclear} when the intervals overlap
 * @param serversClaimed servers that the document says, and the claim that says so
 * @param textStoredPerYear messages of a year on disk, replicated
 * @param textStored messages of the document's retention on disk, replicated
 * @param mediaStored media of the retention, one copy; they stand in an object store
 * @param storageClaimed storage that the document says, and the claim that says so
 * @param bandwidthIn into the service on average, all frames
 * @param bandwidthOut out of the service on average, all frames
 */
public record DocumentProjection(
    String document,
    String title,
    String connections,
    String messageRateAverage,
    String messageRatePeak,
    @Nullable Span serversByMemory,
    @Nullable Span serversByCpu,
    @Nullable String binding,
    @Nullable Stated serversClaimed,
    @Nullable Span textStoredPerYear,
    @Nullable Span textStored,
    String mediaStored,
    @Nullable Stated storageClaimed,
    @Nullable Span bandwidthIn,
    @Nullable Span bandwidthOut) {

  /** What a document says, and the claim that says so. */
  public record Stated(String claim, String text) {}
}
