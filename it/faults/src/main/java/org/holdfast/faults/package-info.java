/**
 * For tests alone: a JVM of its own in which a named place of the product's code halts the process, throws or stalls. The
 * product knows nothing of it; Byteman weaves the faults in while the classes load (docs/adr/0030).
 */
@NullMarked
package org.holdfast.faults;

import org.jspecify.annotations.NullMarked;
