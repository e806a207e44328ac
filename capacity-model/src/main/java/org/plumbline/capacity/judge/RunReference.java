package org.plumbline.capacity.judge;

import java.util.List;
import java.util.SortedMap;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.capacity.evidence.Finding;

/**
 * The part of a run's evidence that a verdict rests on.
 *
 * @param id the evidence's id
 * @param file its file, relative to the run folder
 * @param figures the figures that were used, with their intervals
 * @param findings the findings that were used
 */
public record RunReference(
    String id, String file, SortedMap<String, Figure> figures, List<Finding> findings) {}
