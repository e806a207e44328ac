/**
 * Holds every query of the dashboards and rules against a Prometheus that has scraped the nodes.
 */
@NullMarked
package org.plumbline.dashboards;

import org.jspecify.annotations.NullMarked;
