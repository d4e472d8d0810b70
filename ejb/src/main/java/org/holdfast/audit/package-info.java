/**
 * Who did what, and the proof that nothing of it was changed since: one chain of hashes a node, its head kept in a file
 * outside the database.
 *
 * <p>Whoever changes, shows or refuses something tells {@link org.holdfast.audit.AuditTrail}. Knows no other feature.
 */
@NullMarked
package org.holdfast.audit;

import org.jspecify.annotations.NullMarked;
