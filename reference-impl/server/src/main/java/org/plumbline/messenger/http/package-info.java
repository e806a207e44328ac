/**
 * What all HTTP answers of the messenger share: one body for every error. Owns no route; each
 * capability has its own controllers.
 */
@NullMarked
package org.plumbline.messenger.http;

import org.jspecify.annotations.NullMarked;
