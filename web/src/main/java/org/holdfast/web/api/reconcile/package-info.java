/** Expected calls against the catalogue, by REST. */
@NullMarked
package org.holdfast.web.api.reconcile;

import org.jspecify.annotations.NullMarked;
