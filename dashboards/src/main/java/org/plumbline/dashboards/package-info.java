/**
 * The dashboards and rules of the messenger, read as data.
 *
 * <p>The files themselves lie in the module's folders {@code grafana} and {@code prometheus}, laid
 * out as Grafana and Prometheus mount them. This package finds every query in them, so that a test
 * can run each against a real Prometheus. It knows no HTTP and is immutable throughout.
 */
@NullMarked
package org.plumbline.dashboards;

import org.jspecify.annotations.NullMarked;
