/**
 * Key files sealed by AWS KMS, so that a stolen disk holds no key. Runs before a node starts and by hand; knows nothing of the
 * server. Reads from {@link org.holdfast.launcher.kms.KmsKeyTool} downwards.
 */
@NullMarked
package org.holdfast.launcher.kms;

import org.jspecify.annotations.NullMarked;
