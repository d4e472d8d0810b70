/** Pages about how long recordings are kept: policies, legal holds, erasure. */
@NullMarked
package org.holdfast.web.portal.retention;

import org.jspecify.annotations.NullMarked;
