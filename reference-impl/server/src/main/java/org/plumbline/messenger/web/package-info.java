/**
 * What a browser needs: the page and its strict headers, the addresses of the nodes, and which
 * pages may call at all. Owns no data; the page calls the same routes as every client.
 */
@NullMarked
package org.plumbline.messenger.web;

import org.jspecify.annotations.NullMarked;
