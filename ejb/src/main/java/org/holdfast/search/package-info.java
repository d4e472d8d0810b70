/**
 * Finds recordings: filters, keyset pages in both directions, one recording with all that is known of it. Only reads.
 */
@NullMarked
package org.holdfast.search;

import org.jspecify.annotations.NullMarked;
