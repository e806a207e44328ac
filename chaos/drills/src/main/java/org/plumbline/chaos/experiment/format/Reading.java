package org.plumbline.chaos.experiment.format;

import java.util.List;
import java.util.Map;

/**
 * What is known while a file is read.
 *
 * @param values configuration and secrets of the file
 * @param secretGroups the names of its secrets
 * @param activities our own ones by name; none outside of a drill
 */
record Reading(
    Values values,
    List<String> secretGroups,
    Map<String, Signature> activities,
    Programs programs) {}
