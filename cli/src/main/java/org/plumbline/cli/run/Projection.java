package org.plumbline.cli.run;

import org.jspecify.annotations.Nullable;

/**
 * One figure at a document's scale: what it says beside what follows from our measurements.
 *
 * @param document {@code s0} to {@code s4}
 * @param quantity for example {@code chat servers}
 * @param said the document's figure with unit, null when it names none
 * @param projected our figure with unit, null when its inputs were not measured
 * @param interval the 95% interval of our figure, null when none is known
 * @param ratio said divided by projected
 * @param basis the formula and where its inputs come from
 */
public record Projection(
    String document,
    String quantity,
    @Nullable String said,
    @Nullable String projected,
    @Nullable String interval,
    @Nullable Double ratio,
    String basis) {}
