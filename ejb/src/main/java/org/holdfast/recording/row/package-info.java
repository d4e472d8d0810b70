/**
 * What every row of the database has in common: identity, tenant, origin, version and tombstone.
 *
 * <p>Prepares replication: a row says who wrote it and when by the hybrid logical clock; the database notes each change in
 * {@code change_log} within the same transaction. Knows no table of its own but {@code tenant}.
 */
@NullMarked
package org.holdfast.recording.row;

import org.jspecify.annotations.NullMarked;
