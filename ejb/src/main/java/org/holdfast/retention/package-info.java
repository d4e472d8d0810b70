/**
 * What may be deleted, and deleting it: legal holds, local media that is safe elsewhere, recordings. The one place that
 * says whether something may go.
 */
@NullMarked
package org.holdfast.retention;

import org.jspecify.annotations.NullMarked;
