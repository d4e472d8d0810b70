/** Erasing a person on request, by REST. */
@NullMarked
package org.holdfast.web.api.erasure;

import org.jspecify.annotations.NullMarked;
