/**
 * Scenarios without Gatling: journeys whose one half begins where another user's ends, over several
 * servers, which no virtual user of Gatling can do alone. Virtual threads at intended times (open
 * model) stand in for its injection. Knows devices and HTTP, and no scenario.
 */
@NullMarked
package org.plumbline.simulations.driver;

import org.jspecify.annotations.NullMarked;
