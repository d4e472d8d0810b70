/** How long recordings are kept, and their deletion, by REST. */
@NullMarked
package org.holdfast.web.api.retention;

import org.jspecify.annotations.NullMarked;
