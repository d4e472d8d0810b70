/**
 * Where finished media lies: the local media directory and, when configured, an S3 bucket; each copy read back and compared.
 */
@NullMarked
package org.holdfast.storage;

import org.jspecify.annotations.NullMarked;
