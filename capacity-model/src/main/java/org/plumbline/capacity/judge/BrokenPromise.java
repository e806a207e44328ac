package org.plumbline.capacity.judge;

import java.util.List;
import org.plumbline.capacity.evidence.Finding;

/**
 * A promise of the messenger that a run saw broken in its default settings.
 *
 * @param evidence id of the evidence that shows it
 * @param file the evidence's file, relative to the run folder
 * @param finding what was seen, with its witnesses
 * @param claims ids of the promised claims that rest on this evidence
 */
public record BrokenPromise(String evidence, String file, Finding finding, List<String> claims) {}
