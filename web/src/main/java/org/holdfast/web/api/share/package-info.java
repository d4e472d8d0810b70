/** Links to moments of recordings by REST. */
@NullMarked
package org.holdfast.web.api.share;

import org.jspecify.annotations.NullMarked;
