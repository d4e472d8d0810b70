/**
 * Partial failure is loud: the things that must be in order on a node, and when a fault of one of them is an alarm.
 *
 * <p>Knows how long a fault must last, not what the fault is; recorder and application each watch what is theirs. Depends on
 * nothing but the JDK.
 */
@NullMarked
package org.holdfast.alarm;

import org.jspecify.annotations.NullMarked;
