/** Expected calls against the catalogue, as a page. */
@NullMarked
package org.holdfast.web.portal.reconcile;

import org.jspecify.annotations.NullMarked;
