/**
 * Images and videos. A device uploads to and downloads from the object store itself, with requests
 * that a node has signed for one object and a few minutes; the bytes never pass through a node.
 *
 * <p>An upload is {@linkplain org.plumbline.messenger.media.Uploads begun, checked}, and then
 * {@link org.plumbline.messenger.media.MediaLibrary referred to} by a message of its owner. Who may
 * see that very message {@link org.plumbline.messenger.media.Downloads may read it}. What nobody
 * refers to is {@link org.plumbline.messenger.media.MediaSweep removed}.
 */
@NullMarked
package org.plumbline.messenger.media;

import org.jspecify.annotations.NullMarked;
