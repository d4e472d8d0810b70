/**
 * Expected calls, as a PBX or a carrier lists them, against the calls in the catalogue: finds the call that nobody recorded.
 * Reads the catalogue, changes nothing of it.
 */
@NullMarked
package org.holdfast.reconcile;

import org.jspecify.annotations.NullMarked;
