/**
 * Behaviour that the documents claim, tried on the running messenger as a user would meet it: each
 * probe is one short story with one outcome, and becomes a finding that claims can rest on.
 */
@NullMarked
package org.plumbline.probes;

import org.jspecify.annotations.NullMarked;
