/**
 * The only engine for slow work: a durable table of items, claimed with a lease, worked off outside any transaction.
 *
 * <p>Knows kinds and their order, not what a step does; steps are found by kind through CDI.
 */
@NullMarked
package org.holdfast.work;

import org.jspecify.annotations.NullMarked;
