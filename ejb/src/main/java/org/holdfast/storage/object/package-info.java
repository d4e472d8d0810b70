/**
 * Keeping objects under keys: one port, an S3 bucket and a directory behind it. Knows nothing of recordings; the only
 * package that knows the AWS SDK.
 */
@NullMarked
package org.holdfast.storage.object;

import org.jspecify.annotations.NullMarked;
