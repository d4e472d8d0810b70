/**
 * Erasing a person on request: finding every recording they took part in, removing it everywhere, and a report that names
 * each thing removed and what a hold or a lock prevented. Whether something may go is {@link
 * org.holdfast.retention.Deletion}'s to say here as everywhere.
 */
@NullMarked
package org.holdfast.erasure;

import org.jspecify.annotations.NullMarked;
