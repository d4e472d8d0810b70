/**
 * How long recordings are kept: policies, what they make of a recording, a dry run, runs and their history. Whether
 * something may go in the end, and deleting it, is {@link org.holdfast.retention.Deletion}'s.
 */
@NullMarked
package org.holdfast.retention.policy;

import org.jspecify.annotations.NullMarked;
