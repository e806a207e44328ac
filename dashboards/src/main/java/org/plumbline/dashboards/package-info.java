/** Dashboards. */
@NullMarked
package org.plumbline.dashboards;

import org.jspecify.annotations.NullMarked;
