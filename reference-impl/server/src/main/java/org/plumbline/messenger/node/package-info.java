/** What a node is called and how it is set up: the settings that more than one capability needs. */
@NullMarked
package org.plumbline.messenger.node;

import org.jspecify.annotations.NullMarked;
