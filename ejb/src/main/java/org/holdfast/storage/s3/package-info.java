/**
 * The port {@code ObjectStore} on a bucket of AWS or of an S3-compatible server. The only package that knows the AWS SDK.
 */
@NullMarked
package org.holdfast.storage.s3;

import org.jspecify.annotations.NullMarked;
