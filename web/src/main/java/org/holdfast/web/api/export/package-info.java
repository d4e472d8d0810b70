/** Exports by REST. */
@NullMarked
package org.holdfast.web.api.export;

import org.jspecify.annotations.NullMarked;
