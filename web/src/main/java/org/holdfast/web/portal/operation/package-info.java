/**
 * What operators look at: the state of this node and its slow work. Shows what {@code node} and {@code work} say and passes an
 * operator's wish on; judges nothing.
 */
@NullMarked
package org.holdfast.web.portal.operation;

import org.jspecify.annotations.NullMarked;
