/**
 * Who performs the activities of an experiment: HTTP requests, programs and Toxiproxy, each as
 * Chaos Toolkit does it, and the activities that a drill offers itself.
 */
@NullMarked
package org.plumbline.chaos.experiment.provider;

import org.jspecify.annotations.NullMarked;
