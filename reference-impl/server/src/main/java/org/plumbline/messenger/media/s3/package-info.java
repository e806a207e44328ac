/** Objects in a store that speaks S3, reached with the AWS SDK over the JDK's own HTTP client. */
@NullMarked
package org.plumbline.messenger.media.s3;

import org.jspecify.annotations.NullMarked;
