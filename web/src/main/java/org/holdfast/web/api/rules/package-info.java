/** The recording rules by REST. */
@NullMarked
package org.holdfast.web.api.rules;

import org.jspecify.annotations.NullMarked;
