/** The nodes of the cluster by REST: how their recorders are, draining them. */
@NullMarked
package org.holdfast.web.api.node;

import org.jspecify.annotations.NullMarked;
