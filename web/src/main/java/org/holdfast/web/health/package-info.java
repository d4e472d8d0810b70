/** Tells load balancers and monitoring over HTTP how this node is. Judges only the portal itself; the rest is {@code node}'s. */
@NullMarked
package org.holdfast.web.health;

import org.jspecify.annotations.NullMarked;
